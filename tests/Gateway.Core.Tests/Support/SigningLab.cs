using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Authorizers.Signing.Credentials;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Tests.Support;

/// <summary>Signature checking over a fake store on a fake clock, without an app around it.</summary>
internal sealed class SigningLab : IDisposable
{
    private readonly AddressLab _addresses = new();
    private readonly LoggerFactory _loggers;
    private readonly GatewayFeaturePool _features;

    public SigningLab(SignatureOptions? options = null, DateTimeOffset? now = null, FailedCredentialOptions? failures = null)
    {
        _loggers = new LoggerFactory([Logs], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        _features = new GatewayFeaturePool(Clock);
        Clock.JumpWallClock((now ?? Clock.GetUtcNow()) - Clock.GetUtcNow());
        Options = options ?? new SignatureOptions { Region = TestSigner.Region };
        Authentication = Create(
            Options, Store, Clock, Health, _loggers,
            new FailedCredentialLimiter(_addresses.Table, _addresses.Limits, failures ?? new FailedCredentialOptions()));
        Store.Save(TestSigner.Credential);
    }

    public FakeClock Clock => _addresses.Clock;

    public FakeSigningStore Store { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public GatewayHealth Health { get; } = new();

    public SignatureOptions Options { get; }

    public SignatureAuthentication Authentication { get; }

    /// <summary>The same inside of an app.</summary>
    public static SignatureAuthentication Create(IServiceProvider services, SignatureOptions options, ISigningCredentialStore store) => Create(
        options,
        store,
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<GatewayHealth>(),
        services.GetRequiredService<ILoggerFactory>(),
        services.GetRequiredService<FailedCredentialLimiter>());

    public async Task<SignatureOutcome> AuthenticateAsync(HttpContext context) => await StartAsync(context).AsTask().InTime();

    public ValueTask<SignatureOutcome> StartAsync(HttpContext context)
    {
        var feature = _features.Rent();
        feature.Begin(context, endpoint: null!, stage: null!);
        return Authentication.AuthenticateAsync(feature);
    }

    public async Task<SignatureFailure> FailAsync(HttpContext context) => (await AuthenticateAsync(context)).Failure;

    public void Dispose()
    {
        _loggers.Dispose();
        _addresses.Dispose();
    }

    private static SignatureAuthentication Create(
        SignatureOptions options,
        ISigningCredentialStore store,
        TimeProvider clock,
        GatewayHealth health,
        ILoggerFactory loggers,
        FailedCredentialLimiter failures) => new(
            options,
            new SigningCredentialDirectory(
                new SigningCredentialStoreClient(store, options, clock, health, loggers.CreateLogger<SigningCredentialStoreClient>()),
                options,
                clock,
                loggers.CreateLogger<SigningCredentialDirectory>()),
            failures,
            clock);
}
