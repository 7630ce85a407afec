using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Authorizers.Signing.Credentials;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Benchmarks.Hosts;

/// <summary>One signed request that has arrived whole, checked again and again.</summary>
internal sealed class SignedRequest : TimeProvider, ISigningCredentialStore, IRequestBodyPipeFeature
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Scope = "20260304/eu-west-1/execute-api/aws4_request";
    private const string Names = "content-type;host;x-amz-date";

    private readonly DefaultHttpContext _context = new();
    private readonly GatewayFeature _feature;
    private readonly SignatureAuthentication _authentication;
    private readonly string _authorization;

    public SignedRequest()
    {
        Reader = PipeReader.Create(new ReadOnlySequence<byte>(Body));
        _authorization = $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{Scope}, SignedHeaders={Names}, Signature={Sign()}";
        _context.Request.Method = HttpMethods.Post;
        _context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/orders/42?limit=10&start=7";
        _context.Request.Headers.Host = "example.com";
        _context.Request.Headers.ContentType = "application/json";
        _context.Request.Headers["X-Amz-Date"] = "20260304T120000Z";
        _context.Request.Headers.Authorization = _authorization;
        _context.Features.Set<IRequestBodyPipeFeature>(this);
        _feature = new GatewayFeaturePool(this).Rent();
        _feature.Begin(_context, endpoint: null!, stage: null!);
        _authentication = CreateAuthentication();
    }

    public byte[] Body { get; } = new byte[1024];

    public PipeReader Reader { get; }

    public override DateTimeOffset GetUtcNow() => new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public ValueTask<SigningCredential?> FindAsync(string accessKeyId, CancellationToken cancellationToken) =>
        new(new SigningCredential { AccessKeyId = accessKeyId, SecretAccessKey = Secret, PrincipalId = "example" });

    public void Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!Ask().IsVerified)
            {
                throw new InvalidOperationException("A good signature was refused.");
            }
        }
    }

    /// <summary>A check that accepts everything would be fast too.</summary>
    public string? Check()
    {
        if (Ask() is { IsVerified: false } refused)
        {
            return $"a good signature is {refused.Failure}";
        }

        _context.Request.Headers.Authorization = _authorization[..^1] + (_authorization[^1] == '0' ? '1' : '0');
        var wrong = Ask().Failure;
        _context.Request.Headers.Authorization = _authorization;
        return wrong == SignatureFailure.Invalid ? null : $"a wrong signature is {wrong}";
    }

    private SignatureOutcome Ask()
    {
        var pending = _authentication.AuthenticateAsync(_feature);
        return pending.IsCompletedSuccessfully ? pending.Result : pending.AsTask().Result;
    }

    private SignatureAuthentication CreateAuthentication()
    {
        var options = new SignatureOptions { Region = "eu-west-1" };
        var health = new GatewayHealth();
        var addresses = new AddressTable(1_000, UInt128.One, this, health, NullLogger<AddressTable>.Instance);
        var client = new SigningCredentialStoreClient(this, options, this, health, NullLogger<SigningCredentialStoreClient>.Instance);
        return new SignatureAuthentication(
            options,
            new SigningCredentialDirectory(client, options, this, NullLogger<SigningCredentialDirectory>.Instance),
            new FailedCredentialLimiter(addresses, new AddressLimitTable(this), new FailedCredentialOptions()),
            this);
    }

    private string Sign()
    {
        var canonical = "POST\n/orders/42\nlimit=10&start=7\ncontent-type:application/json\nhost:example.com\nx-amz-date:20260304T120000Z\n"
            + $"\n{Names}\n{Convert.ToHexStringLower(SHA256.HashData(Body))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + Secret);
        foreach (var part in Scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n20260304T120000Z\n{Scope}\n{hash}")));
    }
}
