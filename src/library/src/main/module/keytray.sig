public final record Account extends Record
    public Account(String,String)
    public String Account.clientId()
    public String Account.host()
    public String Account.issuer()
    public final String Account.toString()
    public final boolean Account.equals(Object)
    public final int Account.hashCode()
public abstract static interface AccountStore$ExclusiveTask<T>
    public abstract T AccountStore$ExclusiveTask.run() throws GrantException,InterruptedException
public abstract static interface AccountStore$Lease : AutoCloseable
    public abstract void AccountStore$Lease.close()
public abstract interface AccountStore : UserStore
    public abstract <T> T AccountStore.exclusively(java.time.Duration,AccountStore$ExclusiveTask<T>) throws GrantException,InterruptedException
    public abstract Roster AccountStore.roster() throws GrantException,InterruptedException
    public abstract java.util.Optional<AccountStore$Lease> AccountStore.lease(java.time.Duration) throws GrantException,InterruptedException
    public abstract void AccountStore.change(java.util.function.UnaryOperator<Roster>) throws GrantException,InterruptedException
    public default <T> T AccountStore.deleteExclusively(java.time.Duration,AccountStore$ExclusiveTask<T>) throws GrantException,InterruptedException
    public default java.util.List<StoredUser> AccountStore.users() throws GrantException,InterruptedException
    public default java.util.List<User> AccountStore.declined() throws GrantException,InterruptedException
    public default java.util.Optional<StoredUser> AccountStore.getDefaultUser() throws GrantException,InterruptedException
    public default java.util.Optional<StoredUser> AccountStore.getUser(String) throws GrantException,InterruptedException
    public default void AccountStore.putDefaultUser(StoredUser) throws GrantException,InterruptedException
    public default void AccountStore.putUser(StoredUser) throws GrantException,InterruptedException
    public default void AccountStore.removeUser(String) throws GrantException,InterruptedException
    public default void AccountStore.setDeclined(User,boolean) throws GrantException,InterruptedException
public final class AutoLoginGrant : Grant
    public AutoLoginGrant(AccountStore,AutoLoginWidget,UserFetcher,Grant,TokenRevoker,java.time.InstantSource)
    public AutoLoginGrant(AccountStore,AutoLoginWidget,UserFetcher,Grant,java.time.InstantSource)
    public StoredUser AutoLoginGrant.fetchUser(TokenRequest) throws GrantException,InterruptedException
    public Token AutoLoginGrant.fetchToken(TokenRequest) throws GrantException,InterruptedException
    public boolean AutoLoginGrant.needsRefresh(Token)
    public java.util.Optional<GrantException$StoreUnavailable> AutoLoginGrant.notStored(User)
    public java.util.Optional<StoredUser> AutoLoginGrant.forget() throws GrantException,InterruptedException
    public java.util.Optional<StoredUser> AutoLoginGrant.forget(User) throws GrantException,InterruptedException
    public void AutoLoginGrant.forgetDeclined()
    public void AutoLoginGrant.takeOver(StoredUser,StoredUser)
public abstract static interface AutoLoginWidget$OtherSignIn
    public abstract boolean AutoLoginWidget$OtherSignIn.hasEnded(java.time.Duration) throws GrantException,InterruptedException
public static final enum AutoLoginWidget$SaveAnswer extends Enum<AutoLoginWidget$SaveAnswer>
    public static AutoLoginWidget$SaveAnswer AutoLoginWidget$SaveAnswer.valueOf(String)
    public static AutoLoginWidget$SaveAnswer[] AutoLoginWidget$SaveAnswer.values()
    public static final AutoLoginWidget$SaveAnswer AutoLoginWidget$SaveAnswer.NEVER
    public static final AutoLoginWidget$SaveAnswer AutoLoginWidget$SaveAnswer.NO
    public static final AutoLoginWidget$SaveAnswer AutoLoginWidget$SaveAnswer.YES
public abstract interface AutoLoginWidget
    public abstract boolean AutoLoginWidget.shouldWeSave(StoredUser) throws InterruptedException
    public default AutoLoginWidget$SaveAnswer AutoLoginWidget.askToSave(StoredUser) throws InterruptedException
    public default boolean AutoLoginWidget.awaitOther(AutoLoginWidget$OtherSignIn) throws GrantException,InterruptedException
    public default boolean AutoLoginWidget.shouldWeSignInHere() throws InterruptedException
    public default boolean AutoLoginWidget.shouldWeSignInUnsaved(GrantException$StoreUnavailable) throws InterruptedException
    public default boolean AutoLoginWidget.shouldWeTryAnotherAccount(StoredUser) throws InterruptedException
    public default java.util.Optional<User> AutoLoginWidget.chooseUser(KnownUsers) throws GrantException,InterruptedException
    public default void AutoLoginWidget.couldNotSave(StoredUser,GrantException$StoreUnavailable) throws InterruptedException
public abstract interface Grant
    public abstract Token Grant.fetchToken(TokenRequest) throws GrantException,InterruptedException
public static final class GrantException$Cancelled extends GrantException
    public GrantException$Cancelled(String)
    public GrantException$Cancelled(String,Throwable)
public static final class GrantException$InteractionRequired extends GrantException
    public GrantException$InteractionRequired(String)
    public GrantException$InteractionRequired(String,Throwable)
public static final class GrantException$Rejected extends GrantException
    public GrantException$Rejected(String,String,String,String,Throwable)
    public boolean GrantException$Rejected.isInvalidGrant()
    public java.util.Optional<String> GrantException$Rejected.description()
    public java.util.Optional<String> GrantException$Rejected.error()
    public java.util.Optional<String> GrantException$Rejected.uri()
public static final enum GrantException$StoreUnavailable$Reason extends Enum<GrantException$StoreUnavailable$Reason>
    public static GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable$Reason.valueOf(String)
    public static GrantException$StoreUnavailable$Reason[] GrantException$StoreUnavailable$Reason.values()
    public static final GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable$Reason.ABSENT
    public static final GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable$Reason.BUSY
    public static final GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable$Reason.CORRUPT
    public static final GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable$Reason.DENIED
    public static final GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable$Reason.DISMISSED
    public static final GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable$Reason.ELSEWHERE
    public static final GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable$Reason.FAILED
    public static final GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable$Reason.LOCKED
    public static final GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable$Reason.TIMED_OUT
    public static final GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable$Reason.TOO_LARGE
public static final class GrantException$StoreUnavailable extends GrantException
    public GrantException$StoreUnavailable$Reason GrantException$StoreUnavailable.reason()
    public GrantException$StoreUnavailable(GrantException$StoreUnavailable$Reason,String)
    public GrantException$StoreUnavailable(GrantException$StoreUnavailable$Reason,String,Throwable)
    public boolean GrantException$StoreUnavailable.isMendedBySignIn()
public static final class GrantException$Unreachable extends GrantException
    public GrantException$Unreachable(String,Throwable)
    public GrantException$Unreachable(String,java.time.Duration,Throwable)
    public boolean GrantException$Unreachable.isIntercepted()
    public java.util.Optional<String> GrantException$Unreachable.description()
    public java.util.Optional<java.time.Duration> GrantException$Unreachable.retryAfter()
    public static GrantException$Unreachable GrantException$Unreachable.intercepted(String,Throwable)
    public static GrantException$Unreachable GrantException$Unreachable.unavailable(String,String)
public static final class GrantException$Untrusted extends GrantException
    public GrantException$Untrusted(String)
    public GrantException$Untrusted(String,Throwable)
sealed public abstract class GrantException extends Exception
    public String GrantException.getMessage()
public abstract interface KnownUsers
    public abstract java.util.List<StoredUser> KnownUsers.users()
    public abstract void KnownUsers.remove(User) throws GrantException,InterruptedException
public final class MemoryUserStore : AccountStore
    public <T> T MemoryUserStore.exclusively(java.time.Duration,AccountStore$ExclusiveTask<T>) throws GrantException,InterruptedException
    public MemoryUserStore()
    public Roster MemoryUserStore.roster()
    public java.util.Optional<AccountStore$Lease> MemoryUserStore.lease(java.time.Duration) throws InterruptedException
    public java.util.Optional<StoredUser> MemoryUserStore.getDefaultUser()
    public synchronized void MemoryUserStore.change(java.util.function.UnaryOperator<Roster>)
    public void MemoryUserStore.putDefaultUser(StoredUser)
public final class RefreshGrant : Grant
    public RefreshGrant(TokenRefresher,Grant)
    public Token RefreshGrant.fetchToken(TokenRequest) throws GrantException,InterruptedException
public final record Roster extends Record
    public Roster Roster.madeDefault(String)
    public Roster Roster.with(StoredUser)
    public Roster Roster.withDeclined(User,boolean)
    public Roster Roster.withDefault(StoredUser)
    public Roster Roster.without(String)
    public Roster(java.util.List<StoredUser>,boolean,java.util.List<User>)
    public boolean Roster.hasDefault()
    public boolean Roster.isDeclined(String)
    public boolean Roster.isEmpty()
    public final String Roster.toString()
    public final boolean Roster.equals(Object)
    public final int Roster.hashCode()
    public java.util.List<StoredUser> Roster.users()
    public java.util.List<User> Roster.declined()
    public java.util.Optional<StoredUser> Roster.defaultUser()
    public java.util.Optional<StoredUser> Roster.user(String)
    public static final Roster Roster.EMPTY
public final record StoredUser extends Record
    public StoredUser StoredUser.withoutToken()
    public StoredUser(User,Token)
    public StoredUser(User,Token,boolean)
    public Token StoredUser.token()
    public User StoredUser.user()
    public boolean StoredUser.ended()
    public final String StoredUser.toString()
    public final boolean StoredUser.equals(Object)
    public final int StoredUser.hashCode()
public final record Token extends Record
    public String Token.accessToken()
    public String Token.dpopKey()
    public String Token.idToken()
    public String Token.refreshToken()
    public String Token.toString()
    public String Token.tokenType()
    public Token Token.succeeding(Token)
    public Token Token.withoutRefreshToken()
    public Token(String,String,String,String,java.util.Set<String>,java.util.Set<String>,java.time.Instant,java.time.Instant)
    public Token(String,String,String,String,java.util.Set<String>,java.util.Set<String>,java.time.Instant,java.time.Instant,String)
    public boolean Token.covers(java.util.Collection<String>)
    public boolean Token.isValid(java.time.Instant,java.time.Duration)
    public boolean Token.needsProof()
    public final boolean Token.equals(Object)
    public final int Token.hashCode()
    public java.time.Duration Token.margin()
    public java.time.Instant Token.expiresAt()
    public java.time.Instant Token.issuedAt()
    public java.util.Set<String> Token.requestedScopes()
    public java.util.Set<String> Token.scopes()
public abstract static interface TokenRefresher$RefreshTokenStore
    public abstract void TokenRefresher$RefreshTokenStore.store(String) throws InterruptedException
    public default void TokenRefresher$RefreshTokenStore.store(String,String) throws InterruptedException
public abstract interface TokenRefresher
    public abstract Token TokenRefresher.refresh(Token,java.util.Set<String>) throws GrantException,InterruptedException
    public default Token TokenRefresher.refresh(Token,java.util.Set<String>,TokenRefresher$RefreshTokenStore) throws GrantException,InterruptedException
public final class TokenRequest
    public TokenRequest TokenRequest.forceRefresh()
    public TokenRequest TokenRequest.forgetDefaultUser()
    public TokenRequest TokenRequest.loginHint(String)
    public TokenRequest TokenRequest.minValidity(java.time.Duration)
    public TokenRequest TokenRequest.previous(Token)
    public TokenRequest TokenRequest.reauthenticate()
    public TokenRequest TokenRequest.replacing(Token)
    public TokenRequest TokenRequest.scopes(String...)
    public TokenRequest TokenRequest.selectAccount()
    public TokenRequest TokenRequest.signInAgain()
    public TokenRequest TokenRequest.silently()
    public TokenRequest TokenRequest.sub(String)
    public TokenRequest TokenRequest.user(User)
    public boolean TokenRequest.isFor(StoredUser)
    public boolean TokenRequest.isForceRefresh()
    public boolean TokenRequest.isForgetDefaultUser()
    public boolean TokenRequest.isInteractive()
    public boolean TokenRequest.isReauthenticate()
    public boolean TokenRequest.isSelectAccount()
    public boolean TokenRequest.isSignIn()
    public java.util.Optional<String> TokenRequest.loginHint()
    public java.util.Optional<String> TokenRequest.sub()
    public java.util.Optional<Token> TokenRequest.previous()
    public java.util.Optional<Token> TokenRequest.replacing()
    public java.util.Optional<java.time.Duration> TokenRequest.minValidity()
    public java.util.Set<String> TokenRequest.scopes()
    public static TokenRequest TokenRequest.interactive()
    public static TokenRequest TokenRequest.silent()
    public void TokenRequest.abandon(Token)
public abstract interface TokenRevoker
    public abstract void TokenRevoker.revoke(Token,java.util.List<Token>) throws GrantException,InterruptedException
    public static final TokenRevoker TokenRevoker.NONE
public final record User extends Record
    public String User.id()
    public String User.username()
    public User(String,String)
    public final String User.toString()
    public final boolean User.equals(Object)
    public final int User.hashCode()
public abstract interface UserFetcher
    public abstract User UserFetcher.fetchUser(Token) throws GrantException,InterruptedException
    public default User UserFetcher.confirmUser(Token) throws GrantException,InterruptedException
public abstract interface UserStore
    public abstract java.util.Optional<StoredUser> UserStore.getDefaultUser() throws GrantException,InterruptedException
    public abstract void UserStore.putDefaultUser(StoredUser) throws GrantException,InterruptedException
public abstract interface oauth.Authorization
    public abstract java.net.URI oauth.Authorization.uri()
    public abstract java.time.Instant oauth.Authorization.deadline()
    public abstract void oauth.Authorization.cancel()
public final class oauth.AuthorizationCodeGrant : Grant
    public Token oauth.AuthorizationCodeGrant.fetchToken(TokenRequest) throws GrantException,InterruptedException
    public oauth.AuthorizationCodeGrant(oauth.Provider,oauth.Client,oauth.Browser,java.time.Duration,java.time.InstantSource)
public abstract static interface oauth.Browser$Handle : AutoCloseable
    public abstract void oauth.Browser$Handle.close()
public abstract interface oauth.Browser
    public abstract oauth.Browser$Handle oauth.Browser.open(oauth.Authorization) throws GrantException,InterruptedException
    public static oauth.Browser oauth.Browser.of(java.util.function.Consumer<? super java.net.URI>)
public final class oauth.Client
    public String oauth.Client.id()
    public String oauth.Client.secret()
    public String oauth.Client.toString()
    public boolean oauth.Client.equals(Object)
    public boolean oauth.Client.requiresDpop()
    public int oauth.Client.hashCode()
    public java.net.URI oauth.Client.postLogoutRedirectUri()
    public java.net.URI oauth.Client.redirectUri()
    public java.security.PrivateKey oauth.Client.decryptionKey()
    public java.util.Map<String, String> oauth.Client.parameters()
    public java.util.Set<String> oauth.Client.scopes()
    public oauth.Client oauth.Client.withAssertion(oauth.ClientAssertion)
    public oauth.Client oauth.Client.withDecryptionKey(java.security.PrivateKey)
    public oauth.Client oauth.Client.withDpop(boolean)
    public oauth.Client oauth.Client.withParameter(String,String)
    public oauth.Client oauth.Client.withPostLogoutRedirectUri(java.net.URI)
    public oauth.Client oauth.Client.withRedirectUri(java.net.URI)
    public oauth.Client oauth.Client.withScopes(java.util.Set<String>)
    public oauth.Client oauth.Client.withSecret(String)
    public oauth.ClientAssertion oauth.Client.assertion()
    public static oauth.Client oauth.Client.of(String)
public final class oauth.ClientAssertion
    public String oauth.ClientAssertion.toString()
    public oauth.ClientAssertion oauth.ClientAssertion.withKeyId(String)
    public static oauth.ClientAssertion oauth.ClientAssertion.of(java.security.KeyStore,String,char[]) throws java.security.GeneralSecurityException
    public static oauth.ClientAssertion oauth.ClientAssertion.of(java.security.PrivateKey,java.security.cert.X509Certificate)
    public static oauth.ClientAssertion oauth.ClientAssertion.ofSecret()
    public static oauth.ClientAssertion oauth.ClientAssertion.pem(java.nio.file.Path) throws java.io.IOException
public abstract interface oauth.DeviceAuthorization : oauth.Authorization
    public abstract String oauth.DeviceAuthorization.userCode()
    public abstract java.net.URI oauth.DeviceAuthorization.verificationUri()
public abstract interface oauth.DeviceDisplay
    public abstract oauth.Browser$Handle oauth.DeviceDisplay.show(oauth.DeviceAuthorization) throws GrantException,InterruptedException
public final class oauth.DeviceGrant : Grant
    public Token oauth.DeviceGrant.fetchToken(TokenRequest) throws GrantException,InterruptedException
    public boolean oauth.DeviceGrant.isOffered() throws GrantException,InterruptedException
    public oauth.DeviceGrant(oauth.Provider,oauth.Client,oauth.DeviceDisplay,java.time.Duration,java.time.InstantSource)
public final class oauth.IdTokenClaims
    public static java.util.Map<String, Object> oauth.IdTokenClaims.of(Token)
public final class oauth.Logout
    public boolean oauth.Logout.endSession(Token) throws GrantException,InterruptedException
    public oauth.Logout(oauth.Provider,oauth.Client,oauth.Browser,java.time.Duration,java.time.InstantSource)
public final class oauth.Network
    public String oauth.Network.toString()
    public java.util.Optional<java.net.InetSocketAddress> oauth.Network.proxyFor(java.net.URI)
    public oauth.Network oauth.Network.orElse(oauth.Network)
    public oauth.Network oauth.Network.withCertificates(java.nio.file.Path) throws java.io.IOException
    public oauth.Network oauth.Network.withProxies(java.net.ProxySelector)
    public oauth.Network oauth.Network.withProxy(String,String)
    public oauth.Network oauth.Network.withSystemCertificates() throws java.io.IOException
    public oauth.Network oauth.Network.withTimeout(java.time.Duration)
    public static oauth.Network oauth.Network.system()
public final enum oauth.Preset extends Enum<oauth.Preset>
    public String oauth.Preset.template()
    public String oauth.Preset.title()
    public boolean oauth.Preset.wantsSecret()
    public java.net.URI oauth.Preset.documentation()
    public java.util.Optional<java.net.URI> oauth.Preset.redirectUri()
    public static final oauth.Preset oauth.Preset.ANY
    public static final oauth.Preset oauth.Preset.AUTH0
    public static final oauth.Preset oauth.Preset.COGNITO
    public static final oauth.Preset oauth.Preset.ENTRA_ID
    public static final oauth.Preset oauth.Preset.GITHUB
    public static final oauth.Preset oauth.Preset.GITLAB
    public static final oauth.Preset oauth.Preset.GOOGLE
    public static final oauth.Preset oauth.Preset.KEYCLOAK
    public static final oauth.Preset oauth.Preset.OKTA
    public static final oauth.Preset oauth.Preset.OPENAM
    public static oauth.Preset oauth.Preset.of(String)
    public static oauth.Preset oauth.Preset.valueOf(String)
    public static oauth.Preset[] oauth.Preset.values()
public final class oauth.Provider
    public Account oauth.Provider.account(String)
    public String oauth.Provider.issuer()
    public boolean oauth.Provider.publishesMetadata()
    public java.util.Optional<java.time.Instant> oauth.Provider.answeredAt()
    public oauth.Preset oauth.Provider.preset()
    public oauth.Provider oauth.Provider.rememberedIn(java.nio.file.Path)
    public oauth.ProviderMetadata oauth.Provider.discover() throws GrantException,InterruptedException
    public oauth.ProviderMetadata oauth.Provider.expectedMetadata() throws GrantException,InterruptedException
    public oauth.ProviderMetadata oauth.Provider.metadata() throws GrantException,InterruptedException
    public static oauth.Provider oauth.Provider.of(String)
    public static oauth.Provider oauth.Provider.of(String,oauth.Network)
public final class oauth.ProviderMetadata
    public String oauth.ProviderMetadata.issuer()
    public boolean oauth.ProviderMetadata.requiresPushedRequests()
    public boolean oauth.ProviderMetadata.sendsIssuer()
    public java.net.URI oauth.ProviderMetadata.authorizationEndpoint()
    public java.net.URI oauth.ProviderMetadata.deviceAuthorizationEndpoint()
    public java.net.URI oauth.ProviderMetadata.endSessionEndpoint()
    public java.net.URI oauth.ProviderMetadata.jwksUri()
    public java.net.URI oauth.ProviderMetadata.pushedAuthorizationRequestEndpoint()
    public java.net.URI oauth.ProviderMetadata.revocationEndpoint()
    public java.net.URI oauth.ProviderMetadata.tokenEndpoint()
    public java.net.URI oauth.ProviderMetadata.userinfoEndpoint()
    public java.util.Set<String> oauth.ProviderMetadata.idTokenAlgorithms()
    public java.util.Set<String> oauth.ProviderMetadata.otherHosts()
    public java.util.Set<String> oauth.ProviderMetadata.scopes()
    public java.util.Set<String> oauth.ProviderMetadata.tokenEndpointAuthMethods()
    public java.util.Set<String> oauth.ProviderMetadata.tokenEndpointAuthSigningAlgorithms()
    public java.util.Set<String> oauth.ProviderMetadata.unfamiliarHosts()
    public java.util.Set<String> oauth.ProviderMetadata.unusableEndpoints()
public final class oauth.TokenEndpoint : TokenRefresher : TokenRevoker
    public Token oauth.TokenEndpoint.refresh(Token,java.util.Set<String>) throws GrantException,InterruptedException
    public Token oauth.TokenEndpoint.refresh(Token,java.util.Set<String>,TokenRefresher$RefreshTokenStore) throws GrantException,InterruptedException
    public boolean oauth.TokenEndpoint.canRevoke() throws GrantException,InterruptedException
    public oauth.TokenEndpoint(oauth.Provider,oauth.Client,java.time.InstantSource)
    public void oauth.TokenEndpoint.revoke(Token) throws GrantException,InterruptedException
    public void oauth.TokenEndpoint.revoke(Token,java.util.List<Token>) throws GrantException,InterruptedException
public final class oauth.UserInfoFetcher : UserFetcher
    public User oauth.UserInfoFetcher.confirmUser(Token) throws GrantException,InterruptedException
    public User oauth.UserInfoFetcher.fetchUser(Token) throws GrantException,InterruptedException
    public oauth.UserInfoFetcher(oauth.Provider)
    public oauth.UserInfoFetcher(oauth.Provider,oauth.Client)
public final class keychain.IndexedUser
    public Account keychain.IndexedUser.account()
    public String keychain.IndexedUser.application()
    public String keychain.IndexedUser.toString()
    public User keychain.IndexedUser.user()
    public boolean keychain.IndexedUser.equals(Object)
    public boolean keychain.IndexedUser.isDeclined()
    public boolean keychain.IndexedUser.isDefault()
    public int keychain.IndexedUser.hashCode()
    public java.time.Instant keychain.IndexedUser.lastUsed()
public final class keychain.Keychain
    public String keychain.Keychain.name()
    public boolean keychain.Keychain.probe() throws GrantException,InterruptedException
    public java.util.List<keychain.IndexedUser> keychain.Keychain.indexedUsers() throws GrantException,InterruptedException
    public keychain.Keychain keychain.Keychain.guidedBy(java.util.function.BiFunction<String, Runnable, Runnable>)
    public keychain.Keychain keychain.Keychain.unattended()
    public static keychain.Keychain keychain.Keychain.system()
    public void keychain.Keychain.close() throws InterruptedException
public final class keychain.KeychainMove
    public String keychain.KeychainMove.from()
    public String keychain.KeychainMove.to()
    public java.util.List<keychain.IndexedUser> keychain.KeychainMove.run() throws GrantException,InterruptedException
    public static java.util.Optional<keychain.KeychainMove> keychain.KeychainMove.between(keychain.Keychain,String,String) throws GrantException,InterruptedException
    public static java.util.Optional<keychain.KeychainMove> keychain.KeychainMove.suggested(keychain.Keychain) throws GrantException,InterruptedException
public final class keychain.KeychainUserStore : AccountStore
    public <T> T keychain.KeychainUserStore.deleteExclusively(java.time.Duration,AccountStore$ExclusiveTask<T>) throws GrantException,InterruptedException
    public <T> T keychain.KeychainUserStore.exclusively(java.time.Duration,AccountStore$ExclusiveTask<T>) throws GrantException,InterruptedException
    public Roster keychain.KeychainUserStore.roster() throws GrantException,InterruptedException
    public java.util.Optional<AccountStore$Lease> keychain.KeychainUserStore.lease(java.time.Duration) throws GrantException,InterruptedException
    public java.util.Optional<StoredUser> keychain.KeychainUserStore.getDefaultUser() throws GrantException,InterruptedException
    public java.util.Optional<StoredUser> keychain.KeychainUserStore.getUser(String) throws GrantException,InterruptedException
    public java.util.Optional<String> keychain.KeychainUserStore.clientSecret() throws GrantException,InterruptedException
    public java.util.Optional<String> keychain.KeychainUserStore.knownClientSecret()
    public java.util.Optional<String> keychain.KeychainUserStore.knownResource()
    public keychain.KeychainUserStore keychain.KeychainUserStore.inBackground()
    public keychain.KeychainUserStore keychain.KeychainUserStore.withApplicationName(String)
    public keychain.KeychainUserStore keychain.KeychainUserStore.withClientSecret(String)
    public keychain.KeychainUserStore keychain.KeychainUserStore.withResource(String)
    public keychain.KeychainUserStore(keychain.Keychain,Account)
    public void keychain.KeychainUserStore.change(java.util.function.UnaryOperator<Roster>) throws GrantException,InterruptedException
    public void keychain.KeychainUserStore.putDefaultUser(StoredUser) throws GrantException,InterruptedException
public final class swing.SavePanel extends javax.swing.JPanel
    public java.util.concurrent.CompletableFuture<AutoLoginWidget$SaveAnswer> swing.SavePanel.answer()
    public swing.SavePanel(Account,String,StoredUser)
public final class swing.SavePrompt : AutoLoginWidget
    public AutoLoginWidget$SaveAnswer swing.SavePrompt.askToSave(StoredUser) throws InterruptedException
    public boolean swing.SavePrompt.awaitOther(AutoLoginWidget$OtherSignIn) throws GrantException,InterruptedException
    public boolean swing.SavePrompt.shouldWeSave(StoredUser) throws InterruptedException
    public boolean swing.SavePrompt.shouldWeSignInHere() throws InterruptedException
    public boolean swing.SavePrompt.shouldWeSignInUnsaved(GrantException$StoreUnavailable) throws InterruptedException
    public boolean swing.SavePrompt.shouldWeTryAnotherAccount(StoredUser) throws InterruptedException
    public java.util.Optional<User> swing.SavePrompt.chooseUser(KnownUsers) throws GrantException,InterruptedException
    public static AutoLoginWidget$SaveAnswer swing.SavePrompt.showConfirmDialog(java.awt.Window,Account,String,StoredUser)
    public static java.util.function.BiFunction<String, Runnable, Runnable> swing.SavePrompt.keychainGuide(java.awt.Window)
    public swing.SavePrompt(java.awt.Window,Account,String)
    public void swing.SavePrompt.couldNotSave(StoredUser,GrantException$StoreUnavailable) throws InterruptedException
public static final enum swing.Session$State extends Enum<swing.Session$State>
    public static final swing.Session$State swing.Session$State.SIGNED_IN
    public static final swing.Session$State swing.Session$State.SIGNED_OUT
    public static final swing.Session$State swing.Session$State.SIGN_IN_NEEDED
    public static swing.Session$State swing.Session$State.valueOf(String)
    public static swing.Session$State[] swing.Session$State.values()
public final class swing.Session
    public String swing.Session.toString()
    public Token swing.Session.token() throws GrantException,InterruptedException
    public Token swing.Session.token(java.util.Set<String>) throws GrantException,InterruptedException
    public Token swing.Session.tokenReplacing(Token) throws GrantException,InterruptedException
    public User swing.Session.user()
    public boolean swing.Session.acceptNonce(java.net.HttpURLConnection) throws java.io.IOException
    public boolean swing.Session.acceptNonce(java.net.http.HttpResponse<?>)
    public java.net.http.HttpRequest$Builder swing.Session.authorize(java.net.http.HttpRequest$Builder) throws GrantException,InterruptedException
    public java.util.Map<String, Object> swing.Session.idTokenClaims() throws GrantException,InterruptedException
    public java.util.concurrent.CompletableFuture<Token> swing.Session.tokenAsync()
    public java.util.concurrent.CompletableFuture<Token> swing.Session.tokenAsync(java.util.Set<String>)
    public java.util.concurrent.CompletableFuture<Token> swing.Session.tokenReplacingAsync(Token)
    public java.util.concurrent.CompletableFuture<java.net.HttpURLConnection> swing.Session.authorizeAsync(java.net.HttpURLConnection)
    public java.util.concurrent.CompletableFuture<java.net.http.HttpRequest$Builder> swing.Session.authorizeAsync(java.net.http.HttpRequest$Builder)
    public java.util.concurrent.CompletableFuture<java.util.Map<String, Object>> swing.Session.idTokenClaimsAsync()
    public java.util.concurrent.CompletableFuture<swing.Session> swing.Session.requestScopes(String...)
    public java.util.concurrent.CompletableFuture<swing.Session> swing.Session.signInAgain()
    public java.util.concurrent.CompletableFuture<swing.Session> swing.Session.signOut()
    public java.util.concurrent.CompletableFuture<swing.Session> swing.Session.signOutInBrowser()
    public java.util.concurrent.CompletableFuture<swing.Session> swing.Session.switchUser()
    public swing.Session$State swing.Session.state()
    public void swing.Session.addPropertyChangeListener(java.beans.PropertyChangeListener)
    public void swing.Session.authorize(java.net.HttpURLConnection) throws GrantException,InterruptedException
    public void swing.Session.removePropertyChangeListener(java.beans.PropertyChangeListener)
public final class swing.SignInDialog : oauth.Browser : oauth.DeviceDisplay
    public oauth.Browser$Handle swing.SignInDialog.open(oauth.Authorization) throws InterruptedException
    public oauth.Browser$Handle swing.SignInDialog.show(oauth.DeviceAuthorization) throws InterruptedException
    public swing.SignInDialog(java.awt.Window,oauth.Browser)
public final class swing.SignedInBar extends javax.swing.JPanel
    public swing.Session swing.SignedInBar.session()
    public swing.SignedInBar(swing.Session,java.util.function.Consumer<? super swing.Session>)
    public void swing.SignedInBar.addNotify()
    public void swing.SignedInBar.removeNotify()
public static final class swing.SwingSignIn$Builder
    public swing.SwingSignIn swing.SwingSignIn$Builder.build()
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.applicationName(String)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.browser(oauth.Browser)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.clientAssertion(oauth.ClientAssertion)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.clientId(String)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.clientSecret(String)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.clock(java.time.InstantSource)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.dpop(boolean)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.issuer(String)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.network(oauth.Network)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.owner(java.awt.Window)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.parameter(String,String)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.postLogoutRedirectUri(java.net.URI)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.quiet()
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.redirectUri(java.net.URI)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.savePanel(java.util.function.Consumer<? super swing.SavePanel>)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.scopes(String...)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.store(AccountStore)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.threadFactory(java.util.concurrent.ThreadFactory)
    public swing.SwingSignIn$Builder swing.SwingSignIn$Builder.timeout(java.time.Duration)
public final class swing.SwingSignIn : AutoCloseable
    public java.util.concurrent.CompletableFuture<swing.Session> swing.SwingSignIn.start()
    public java.util.concurrent.CompletableFuture<swing.Session> swing.SwingSignIn.start(TokenRequest)
    public java.util.concurrent.CompletableFuture<swing.Session> swing.SwingSignIn.startSilently()
    public static swing.SwingSignIn$Builder swing.SwingSignIn.builder()
    public void swing.SwingSignIn.close()
public final class swing.SystemBrowser : oauth.Browser
    public java.util.Optional<String> swing.SystemBrowser.launcher()
    public oauth.Browser$Handle swing.SystemBrowser.open(oauth.Authorization) throws GrantException,InterruptedException
    public swing.SystemBrowser()
