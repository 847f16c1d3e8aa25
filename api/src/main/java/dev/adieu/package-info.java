/**
 * Sign-out for Jakarta REST: what an application sees.
 *
 * <p>An application either annotates a resource method with {@link dev.adieu.SignOut @SignOut}, and the caller's
 * session ends when that method has returned, or injects {@link dev.adieu.SessionManager} and calls it. Sessions begin
 * with {@link dev.adieu.SessionManager#signIn signIn}. Everything else (the cookie, the refusal of forged requests, the
 * answer that a page, a {@code fetch} or a script expects) follows from that, with nothing to configure in the usual
 * case.
 *
 * <p>A sign-out flows one way. Deciding has no effect and is what {@link dev.adieu.SessionManager#plan plan} shows;
 * doing starts only when all that can be refused was checked, and begins with the store:
 *
 * <pre>
 * request → Scheme → resource method → SignOutOptions → SignOutPlan
 *         → SessionStore.end → SignOutEffects → SignedOut → SignOutResult → response
 * </pre>
 *
 * <p>A complete application:
 *
 * <pre>{@code
 * @Path("account")
 * @RequestScoped
 * public class Account {
 *     @Inject SessionManager sessions;
 *
 *     @POST
 *     @Path("sign-in")
 *     public void signIn(@FormParam("name") String name, @FormParam("password") String password) {
 *         if (!correct(name, password)) throw new ForbiddenException();
 *         sessions.signIn(SignIn.of(name));
 *     }
 *
 *     @POST
 *     @Path("sign-out")
 *     @SignOut
 *     public void signOut() {}
 * }
 * }</pre>
 *
 * <p>The interfaces that stores, schemes and effects implement are in {@link dev.adieu.spi}.
 */
@NullMarked
package dev.adieu;

import org.jspecify.annotations.NullMarked;
