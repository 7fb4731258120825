#!/bin/bash
# Package: org.springframework.security:spring-security-oauth2-authorization-server 1.5.2, as Spring Boot 3.5.6 sets it up (Maven).
# Behaviour: the metadata's scopes_supported is ["openid"], whatever scopes the registered clients have. The token endpoint
#   grants the others all the same.
# Seen: scopes_supported of /.well-known/openid-configuration: ["openid"]
#       a token for "profile reports": 200, scope "profile reports"
# One would have guessed: that a scope which scopes_supported lacks is refused, or that the registered ones are listed. RFC 8414,
#   section 2, lets a server leave some out, and a client that asks only for what is listed gets a token for less than it may have.
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null; rm -rf "$dir"' EXIT
cd "$dir" || exit 2
command -v javac > /dev/null && command -v mvn > /dev/null && command -v curl > /dev/null ||
    { echo "needs a JDK 17, Maven and curl"; exit 2; }
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>finding</artifactId><version>1</version>
  <parent>
    <groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.5.6</version><relativePath/>
  </parent>
  <dependencies>
    <dependency>
      <groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-oauth2-authorization-server</artifactId>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib > maven.log 2>&1 ||
    { tail -3 maven.log; exit 2; }
ls lib | grep -qx 'spring-security-oauth2-authorization-server-1.5.2.jar' || { echo "Spring Boot brought another version"; exit 2; }
mkdir classes
cat > Finding.java <<'JAVA'
package finding;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Finding {
    public static void main(String[] arguments) {
        SpringApplication.run(Finding.class, arguments);
    }
}
JAVA
javac -d classes -cp 'lib/*' Finding.java || exit 2
client=spring.security.oauth2.authorizationserver.client.app.registration
cat > application.properties <<PROPERTIES
server.address=127.0.0.1
server.port=0
$client.client-id=app
$client.client-secret={noop}secret
$client.client-authentication-methods=client_secret_basic
$client.authorization-grant-types=client_credentials
$client.scopes=profile,reports
PROPERTIES
java -cp 'classes:lib/*' finding.Finding > server.log 2>&1 &
server=$!
for _ in $(seq 300); do
    port=$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' server.log)
    [ -z "$port" ] || break
    kill -0 "$server" 2> /dev/null || { tail -3 server.log; exit 2; }
    sleep 0.2
done
[ -n "$port" ] || { echo "the server did not start"; exit 2; }
listed=$(curl -s "http://127.0.0.1:$port/.well-known/openid-configuration" | grep -o '"scopes_supported":\[[^]]*]')
granted=$(curl -s -u app:secret -d grant_type=client_credentials -d 'scope=profile reports' "http://127.0.0.1:$port/oauth2/token" |
    grep -o '"scope":"[^"]*"')
echo "metadata: $listed"
echo "token:    $granted"
case $granted in '"scope":"profile reports"' | '"scope":"reports profile"') ;; *) exit 1 ;; esac
[ "$listed" = '"scopes_supported":["openid"]' ]
