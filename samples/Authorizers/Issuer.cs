using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Authorizers;

/// <summary>
/// An OpenID Connect issuer for demonstration, at an address of its own: its metadata, the public part of a key made at start, and tokens
/// for whoever asks.
/// </summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string Audience = "authorizers-sample";

    private readonly RSA _key = RSA.Create(2048);
    private readonly WebApplication _app;
    private readonly SigningCredentials _credentials;

    private Issuer(WebApplication app)
    {
        _app = app;

        // The id changes with the key, so that a gateway that remembers an older one reads the keys again.
        var keyId = Base64UrlEncoder.Encode(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()));
        _credentials = new SigningCredentials(new RsaSecurityKey(_key) { KeyId = keyId }, SecurityAlgorithms.RsaSha256);
    }

    public string Address => _app.Urls.First();

    public static async Task<Issuer> StartAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var issuer = new Issuer(app);

        // OpenID Connect Discovery 1.0 section 4, and RFC 7517 section 5.
        app.MapGet("/.well-known/openid-configuration", () => new { issuer = issuer.Address, jwks_uri = issuer.Address + "/keys" });
        app.MapGet("/keys", () => new { keys = new[] { issuer.GetPublicKey() } });
        app.MapGet("/token/{scope?}", (string? scope) => issuer.CreateToken(scope));
        await app.StartAsync();
        return issuer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private object GetPublicKey()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = _credentials.Algorithm,
            kid = _credentials.Kid,
            n = Base64UrlEncoder.Encode(key.Modulus),
            e = Base64UrlEncoder.Encode(key.Exponent),
        };
    }

    // Good for an hour, the handler's default.
    private string CreateToken(string? scope)
    {
        var claims = new Dictionary<string, object> { ["sub"] = "anna" };
        if (scope is not null)
        {
            claims["scope"] = scope;
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Audience,
            Claims = claims,
            SigningCredentials = _credentials,
        });
    }
}
