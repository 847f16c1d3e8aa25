// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.test;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.adieu.suite.Reply;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

/** Whose keys, and how often they are asked for. */
class KeysTest {
    private final TestProvider provider = new TestProvider();
    private Served shop;

    @AfterEach
    void stop() {
        shop.close();
        provider.close();
    }

    private void serve(Map<String, String> settings) {
        shop = new Served(provider, settings);
    }

    private Reply send(String token) {
        return shop.agent().postForm("openid/back-channel-logout", Map.of("logout_token", token));
    }

    private String good() {
        return provider.logoutToken(Map.of("sid", "s1"));
    }

    @Test
    void areFetchedOnce() {
        serve(Map.of());

        for (int i = 0; i < 20; i++) {
            assertThat(send(good()).status(), is(200));
        }

        assertThat(provider.keyFetches(), is(1));
    }

    @Test
    void aNewOneIsFetchedWhenItIsFirstUsed() {
        serve(Map.of());
        send(good());
        provider.rotateKey("second");

        assertThat(send(good()).status(), is(200));
        assertThat(provider.keyFetches(), is(2));
    }

    /** Within a minute, there is one fetch beside the first. */
    @Test
    void aFloodOfUnknownOnesCausesOneFetch() {
        serve(Map.of());
        send(good());

        for (int i = 0; i < 50; i++) {
            var unknown = TestProvider.sign(
                    provider.header().keyID("unknown " + i).build(),
                    provider.claims().claim("sid", "s1").build(),
                    provider.key());
            assertThat(send(unknown).status(), is(400));
        }

        assertThat(provider.keyFetches(), is(lessThanOrEqualTo(2)));
        assertThat(send(good()).status(), is(200));
    }

    /** BC-14 */
    @Test
    void whatWasAgreedToBeEncryptedIsTakenSoAlone() throws Exception {
        var own = TestProvider.newKey("own");
        serve(Map.of("adieu.openid.idp.decryption-keys", new JWKSet(own).toString(false)));

        assertThat(send(encrypted(own, good(), true)).status(), is(200));
        assertThat(send(good()).status(), is(400));
        assertThat(send(encrypted(TestProvider.newKey("own"), good(), true)).status(), is(400));
        // BC-6: anybody has the public key, so what is not signed inside is anybody's.
        var unsigned = provider.claims().claim("sid", "s1").build().toString();
        assertThat(send(encrypted(own, unsigned, false)).status(), is(400));
        assertThat(send(encrypted(own, good(), false)).status(), is(400));
        // Claims as JSON, and a token to whom does not mind the signs that are none of Base64.
        var both = "{\"\":\"" + good().replaceAll("[^.]*$", "x") + "\"}";
        assertThat(send(encrypted(own, both, false)).status(), is(400));
        assertThat(send(encrypted(own, both, true)).status(), is(400));
    }

    @Test
    void anEncryptedOneIsRefusedWhereThatWasNotAgreed() throws Exception {
        serve(Map.of());

        assertThat(send(encrypted(TestProvider.newKey("own"), good(), true)).status(), is(400));
    }

    @Test
    void aTokenWithoutTypeIsTakenOnlyIfTheSettingsSaySo() {
        serve(Map.of("adieu.openid.idp.untyped-logout-tokens", "true"));
        var claims = provider.claims().claim("sid", "s1");

        var untyped = provider.sign(provider.header().type(null).build(), claims.build());
        var anIdToken = provider.sign(
                provider.header().type(com.nimbusds.jose.JOSEObjectType.JWT).build(), claims.build());

        assertThat(send(untyped).status(), is(200));
        assertThat(send(anIdToken).status(), is(400));
    }

    @Test
    void aProviderThatIsDownIsNoServerError() {
        serve(Map.of());
        var token = good();
        provider.close();

        var reply = send(token);

        assertThat(reply.status(), is(400));
        assertThat(reply.json().getString("error"), is("temporarily_unavailable"));
    }

    /** An encrypted token need not show whose it is before it is opened. */
    @Test
    void aTokenForTheSecondOfTwoProvidersIsItsOwn() throws Exception {
        var own = TestProvider.newKey("own");
        var another = TestProvider.newKey("another");
        serve(Map.of(
                "adieu.openid.another.issuer",
                "https://another.example",
                "adieu.openid.another.client-id",
                TestProvider.CLIENT,
                "adieu.openid.another.decryption-keys",
                new JWKSet(another).toString(false),
                "adieu.openid.idp.decryption-keys",
                new JWKSet(own).toString(false)));

        assertThat(send(encrypted(own, good(), true, null)).status(), is(200));
        assertThat(send(encrypted(another, good(), true, null)).status(), is(400));
    }

    private String encrypted(RSAKey to, String text, boolean nested) throws JOSEException {
        return encrypted(to, text, nested, provider.issuer());
    }

    private static String encrypted(RSAKey to, String text, boolean nested, @Nullable String issuer)
            throws JOSEException {
        var header = new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                .keyID(to.getKeyID())
                .contentType(nested ? "JWT" : null)
                .issuer(issuer)
                .build();
        var sealed = new JWEObject(header, new Payload(text));
        sealed.encrypt(new RSAEncrypter(to.toRSAPublicKey()));
        return sealed.serialize();
    }
}
