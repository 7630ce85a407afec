using Authorizers;
using Gateway.Core.ApiKeys;
using Gateway.Core.Authorizers;
using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans;

// What a database would know of a token: whose it is, and the API key that its usage counts for. Clients never see that key.
var tenants = new Dictionary<string, Tenant>
{
    ["acme-token"] = new("acme", "eu", ApiKey.Create("demo").Value),
    ["globex-token"] = new("globex", "us", ApiKey.Create("demo").Value),
};

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
if (builder.Configuration["urls"] is null)
{
    builder.WebHost.UseUrls("http://127.0.0.1:5081");
}

// Stands for the login service that a real app does not run itself; it must listen before its address can be named below.
await using var issuer = await Issuer.StartAsync(builder.Configuration["issuer"] ?? "http://127.0.0.1:5082");

var gateway = builder.Services.AddApiGateway(builder.Configuration.GetSection("ApiGateway"))
    .AddUsagePlan("basic", plan => plan.Rate(10).Burst(20).Quota(100, QuotaPeriod.Day));
foreach (var tenant in tenants.Values)
{
    gateway.AddApiKey(tenant.Id, key => key.Value(tenant.ApiKey).Plans("basic"));
}

// 1. Tokens of the app's own. What does not match the pattern is refused before the function is asked.
gateway.AddAuthorizer(
    "tenant",
    authorizer => authorizer.IdentityFromHeader("Authorization", "^Bearer [-A-Za-z0-9._~+/=]+$"),
    (request, _) => ValueTask.FromResult(tenants.TryGetValue(request.Token["Bearer ".Length..], out var tenant)
        ? AuthorizerResult.Allow(tenant.Id).WithContext("region", tenant.Region).WithUsageIdentifier(tenant.ApiKey)
        : AuthorizerResult.Unauthorized()));

// 2. JSON Web Tokens of the issuer. Without https whoever changes the keys on their way forges tokens: only for development. The longer wait
// is for an issuer that has just started as well.
gateway.AddJwtAuthorizer("users", jwt => jwt
    .Issuer(issuer.Address)
    .Audiences(Issuer.Audience)
    .Configure(options =>
    {
        options.RequireHttpsMetadata = false;
        options.BackchannelTimeout = TimeSpan.FromSeconds(5);
    }));

// 3. Requests signed with a secret that never travels.
gateway.AddSigningCredentials<PartnerCredentials>(signatures => signatures.Region = "eu-west-1");

var app = builder.Build();

// Principal, context value and usage all come from the authorizer.
app.MapGet("/tenant", (HttpContext context, GatewayCaller caller) => new
{
    context.GetGateway().Principal!.Id,
    Region = context.GetGateway().Principal!.Context["region"],
    caller.Plan,
    caller.GetUsage()?.Used,
}).RequireAuthorizer("tenant").RequireUsagePlan();

// Any token of the issuer; then only one that has the scope.
app.MapGet("/profile", (HttpContext context) => new { context.GetGateway().Principal!.Id }).RequireAuthorizer("users");
app.MapGet("/reports", () => new { Orders = 42, Currency = "EUR" }).RequireAuthorizer("users", "reports.read");

// The handler binds the very body whose hash was signed.
app.MapPost("/partners/orders", (NewOrder order, HttpContext context) => TypedResults.Created(
    (string?)null, new { order.Item, order.Quantity, OrderedBy = context.GetGateway().Principal!.Id })).RequireSignature();

// 4. By address: this machine may use the group, and only the office may reset it. A Deny wins over every Allow.
var maintenance = app.MapGroup("/maintenance").RequireResourcePolicy(policy => policy
    .Allow(statement => statement.Addresses("127.0.0.0/8", "::1")));
maintenance.MapGet("/status", () => new { Tenants = tenants.Count });
maintenance.MapPost("/reset", () => TypedResults.NoContent()).RequireResourcePolicy(policy => policy
    .Deny(statement => statement.ExceptAddresses("192.0.2.0/24")));

app.Lifetime.ApplicationStarted.Register(() => Guide.Print(app.Urls.First(), issuer.Address));
app.Run();

internal sealed record Tenant(string Id, string Region, string ApiKey);

internal sealed record NewOrder(string Item, int Quantity);

/// <summary>Where a real app asks its secret store. A secret is needed as it is: a signature cannot be checked with a hash.</summary>
internal sealed class PartnerCredentials : ISigningCredentialStore
{
    private static readonly SigningCredential Partner =
        new() { AccessKeyId = "AKIDPARTNER", SecretAccessKey = "demo-secret", PrincipalId = "partner" };

    public ValueTask<SigningCredential?> FindAsync(string accessKeyId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(accessKeyId == Partner.AccessKeyId ? Partner : null);
}
