package io.github.keytray.provider;

import com.google.gson.Gson;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An ID token that is not signed yet (OpenID Connect Core §2), so that it can be spoilt. */
public final class IdToken {
    private static final Gson GSON = new Gson();

    private final Map<String, Object> claims;
    private @Nullable String keyId;
    private boolean unsigned;
    private boolean forged;
    private UnaryOperator<String> compact = UnaryOperator.identity();

    IdToken(Map<String, Object> claims) {
        this.claims = new LinkedHashMap<>(claims);
    }

    /** The claims, to be changed. */
    public Map<String, Object> claims() {
        return claims;
    }

    /** Names this key in the header, whichever key signs. */
    public void keyId(String keyId) {
        this.keyId = keyId;
    }

    /** Says {@code alg: none} and does not sign. */
    public void unsigned() {
        unsigned = true;
    }

    /** Signs with a key that the provider does not publish, under the name of the one it does. */
    public void forged() {
        forged = true;
    }

    /** Changes the token after it was signed. */
    public void compact(UnaryOperator<String> change) {
        compact = change;
    }

    String sign(Keys keys) {
        String payload = GSON.toJson(claims);
        if (unsigned) return compact.apply(new PlainObject(new Payload(payload)).serialize());
        Keys signer = forged ? keys.stranger() : keys;
        return compact.apply(signer.sign(keyId == null ? keys.id() : keyId, payload));
    }
}
