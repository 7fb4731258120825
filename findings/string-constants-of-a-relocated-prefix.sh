#!/bin/bash
# Package: org.apache.maven.plugins:maven-shade-plugin 3.6.2 (Maven).
# Behaviour: a relocation of the package org.freedesktop.secret also rewrites the string constant
#   "org.freedesktop.secrets", which is no class and no member of that package: the D-Bus name of the Secret Service.
#   The pattern is matched as the beginning of a string and not as a whole package name. With the pattern
#   "org.freedesktop.secret." (a dot at the end) the classes are relocated and the D-Bus name stays.
# Seen:  pattern org.freedesktop.secret:  my.inner.secrets
#        pattern org.freedesktop.secret.: org.freedesktop.secrets
# One would have guessed: a relocation touches the names of classes in that package and of packages below it, so that a
#   library for the Secret Service still speaks to the Secret Service after it. Nothing is printed about the rewrite.
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 2
command -v java > /dev/null && command -v mvn > /dev/null || { echo "needs Java 17 and Maven"; exit 2; }
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get \
    -Dartifact=org.apache.maven.plugins:maven-shade-plugin:3.6.2 -Dtransitive=false > maven.log 2>&1 ||
    { tail -3 maven.log; exit 2; }

# Prints what a program prints after its package org.freedesktop.secret was relocated with a pattern.
shaded() {
    local pattern=$1 target=$2 project=$3
    mkdir -p "$project/src/main/java/org/freedesktop/secret"
    cat > "$project/src/main/java/org/freedesktop/secret/Name.java" <<'JAVA'
package org.freedesktop.secret;

public class Name {
    public static void main(String[] arguments) {
        String bus = "org.freedesktop.secrets";
        System.out.println(Name.class.getPackageName() + " calls " + bus);
    }
}
JAVA
    cat > "$project/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>finding</artifactId><version>1</version>
  <properties>
    <maven.compiler.source>11</maven.compiler.source><maven.compiler.target>11</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-shade-plugin</artifactId><version>3.6.2</version>
    <executions><execution>
      <phase>package</phase><goals><goal>shade</goal></goals>
      <configuration><relocations><relocation>
        <pattern>$pattern</pattern><shadedPattern>$target</shadedPattern>
      </relocation></relocations></configuration>
    </execution></executions>
  </plugin></plugins></build>
</project>
POM
    mvn -q -B -f "$project/pom.xml" package > "$project.log" 2>&1 || return 2
    java -cp "$project/target/finding-1.jar" my.inner.secret.Name
}

without=$(shaded org.freedesktop.secret my.inner.secret one) || { tail -3 one.log; exit 2; }
with=$(shaded org.freedesktop.secret. my.inner.secret. two) || { tail -3 two.log; exit 2; }
echo "pattern org.freedesktop.secret:  $without"
echo "pattern org.freedesktop.secret.: $with"
[ "$without" = "my.inner.secret calls my.inner.secrets" ] && [ "$with" = "my.inner.secret calls org.freedesktop.secrets" ]
