#!/bin/bash
# Package: com.nimbusds:nimbus-jose-jwt 10.10 (Maven).
# Behaviour: JWKSet.parse ignores a key whose "kty" it does not know. A key whose "kty" it knows and whose "crv" or
#   "key_ops" has a value that it does not know is not ignored: the whole set cannot be parsed, and the other keys are lost.
# Seen: RSA key and kty "AKP" (ML-DSA-44): 1 key
#       RSA key and curve "BP-256": ParseException: Invalid JWK at position 1: Unknown / unsupported curve: BP-256
#       RSA key and key_ops ["attest"]: ParseException: Invalid JWK at position 1: Invalid JWK operation: attest
# One would have guessed: all three sets have the RSA key. RFC 7517, section 5, wants keys ignored whose "kty" is not
#   understood or that have values out of the supported ranges; section 4.3 lets "key_ops" have other values. A provider
#   that adds one Brainpool key for other clients stops every client that only needs its RSA key.
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 2
command -v java > /dev/null && command -v mvn > /dev/null || { echo "needs Java 17 and Maven"; exit 2; }
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.nimbusds</groupId><artifactId>nimbus-jose-jwt</artifactId><version>10.10</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib > maven.log 2>&1 ||
    { tail -3 maven.log; exit 2; }
cat > Finding.java <<'JAVA'
import com.nimbusds.jose.jwk.*;
import com.nimbusds.jose.jwk.gen.*;
import java.text.ParseException;

class Finding {
    public static void main(String[] arguments) throws Exception {
        String rsa = new RSAKeyGenerator(2048).keyID("rsa").generate().toPublicJWK().toJSONString();
        String ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate().toPublicJWK().toJSONString();
        String type = keys(rsa, "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AAAA\"}");
        String curve = keys(rsa, ec.replace("P-256", "BP-256"));
        String operation = keys(rsa, ec.replace("\"kid\"", "\"key_ops\":[\"attest\"],\"kid\""));
        System.out.println("RSA key and kty AKP: " + type);
        System.out.println("RSA key and curve BP-256: " + curve);
        System.out.println("RSA key and key_ops attest: " + operation);
        System.exit(type.equals("1 key") && curve.contains("Unknown / unsupported curve")
                        && operation.contains("Invalid JWK operation") ? 0 : 1);
    }

    private static String keys(String one, String two) {
        try {
            return JWKSet.parse("{\"keys\":[" + one + "," + two + "]}").getKeys().size() + " key";
        } catch (ParseException e) {
            return "ParseException: " + e.getMessage();
        }
    }
}
JAVA
java -cp 'lib/*' Finding.java
