using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Everything that leaves the process is collected and searched for key values.</summary>
public sealed class ApiKeySecrecyTests : IDisposable
{
    private readonly string _logDirectory = Directory.CreateTempSubdirectory("gateway-w3c-").FullName;
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly FakeApiKeyStore _store = new();
    private readonly NewApiKey _good = ApiKey.Create("secret");
    private readonly NewApiKey _stored = ApiKey.Create("secret");
    private readonly NewApiKey _disabled = ApiKey.Create("secret");
    private readonly NewApiKey _unknown = ApiKey.Create("secret");
    private readonly string _malformed = ApiKey.Create("secret").Value + "X";
    private readonly string _foreign = $"imported-{Guid.NewGuid():N}";

    private string[] Values => [_good.Value, _stored.Value, _disabled.Value, _unknown.Value, _malformed, _foreign];

    [Fact]
    public async Task Run_EverySinkThereIs_ShowsNoMoreOfAKeyThanLabelAndLastFour()
    {
        using var activities = ListenToActivities();
        using var meters = ListenToMeters();
        await using (var app = await StartAsync())
        {
            foreach (var value in Values.Append(_good.Value))
            {
                await AskAsync(app, $"/orders?a=1", $"x-api-key: {value}\r\n");
                await AskAsync(app, $"/orders?a=1&api_key={value}&b=2", "");
                await AskAsync(app, $"/nothing-here?api_key={value}", "");
                await AskAsync(app, $"/fails?api_key={value}", "");
            }

            _store.Fail();
            await AskAsync(app, "/orders", $"x-api-key: {ApiKey.Create().Value}\r\n");
            await AskAsync(app, "/openapi/v1.json", "");
            await CollectHealthAsync(app);
            foreach (var entry in app.Logs.Entries)
            {
                _seen.Enqueue($"{entry.Category} {entry.Message} {entry.Exception}");
            }

            _seen.Enqueue(await ReadW3CLogAsync(until: "/openapi/v1.json").InTime());
        }

        AssertEverySinkSpoke();
        AssertNoValueIn(_seen);
        Assert.Contains(_seen, text => text.Contains($"gw_secret_…{_disabled.Value[^4..]}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WrongPlainValues_FailsWithoutShowingThem()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ApiGateway:ApiKeys:Keys:a:Value"] = _malformed,
            ["ApiGateway:ApiKeys:Keys:b:Value"] = "tiny-secret-value",
            ["ApiGateway:ApiKeys:Keys:c:Hash"] = _good.Value,
            ["ApiGateway:ApiKeys:Keys:d:Value"] = _foreign,
            ["ApiGateway:ApiKeys:Keys:e:Value"] = _foreign,
        }).Build();
        var logs = new CapturedLogs();

        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => GatewayApp.StartAsync(
            gateway => gateway.Services.AddApiGateway(configuration.GetSection("ApiGateway")),
            _ => { },
            builder => builder.Logging.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(logs)));

        Assert.Equal(4, exception.Errors.Count);
        string[] texts = [exception.ToString(), .. logs.Entries.Select(entry => $"{entry.Message} {entry.Exception}")];
        Assert.Contains(texts, text => text.Contains("is configured by its plain value", StringComparison.Ordinal));
        AssertNoValueIn(texts);
        Assert.DoesNotContain(texts, text => text.Contains("tiny-secret", StringComparison.Ordinal));
    }

    [Fact]
    public void ToString_WhatReachesLogsOrStores_HasNoValue()
    {
        var options = new ApiKeyOptions { Value = _good.Value };
        object[] shown =
        [
            _good, new ApiKeyRejection(ApiKeyFailure.Unknown, ApiKeyFormat.Mask(_good.Value)), options,
            new ApiKey { Id = "alice", Hash = _good.Hash, PreviousHash = _stored.Hash }, ApiKeyHash.Compute(_good.Value),
        ];

        AssertNoValueIn(shown.Select(item => item.ToString()!));
    }

    public void Dispose() => Directory.Delete(_logDirectory, recursive: true);

    private Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        gateway =>
        {
            _store.Save(ApiKeyLab.KeyOf(_stored.Value, "stored"));
            gateway.Services.AddApiGateway(options => options.ApiKeys.QueryParameterName = "api_key");
            gateway.AddUsagePlan("free", plan => plan.Rate(1).Burst(3)).AddApiKeyStore(_store)
                .AddApiKey("good", key => key.Value(_good.Value).Plans("free"))
                .AddApiKey("disabled", key => key.Value(_disabled.Value).Plans("free").Disabled());
        },
        app =>
        {
            app.UseHttpLogging();
            app.UseW3CLogging();
            app.MapOpenApi();
            app.MapGet("/orders", (string? a) => $"ok {a}").RequireUsagePlan();
            app.MapGet("/fails", string () => throw new InvalidOperationException("The handler failed.")).RequireUsagePlan();
        },
        builder =>
        {
            builder.Services.AddOpenApi();
            builder.Services.AddHealthChecks().AddApiGateway();
            builder.Services.AddHttpLogging(options => options.LoggingFields = HttpLoggingFields.All | HttpLoggingFields.RequestQuery);
            builder.Services.AddW3CLogging(options =>
            {
                options.LoggingFields = W3CLoggingFields.All;
                options.LogDirectory = _logDirectory;
                options.FlushInterval = TimeSpan.FromMilliseconds(1);
            });
        });

    private async Task AskAsync(GatewayApp app, string target, string headers)
    {
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync($"GET {target} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{headers}\r\n");
        _seen.Enqueue(await connection.ReadAsync());
    }

    private async Task CollectHealthAsync(GatewayApp app)
    {
        var report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        _seen.Enqueue(JsonSerializer.Serialize(report.Entries.Select(entry => new { entry.Key, entry.Value.Description, entry.Value.Data })));
    }

    /// <summary>The framework writes this log in the background and drops the rest when it stops.</summary>
    private async Task<string> ReadW3CLogAsync(string until)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            foreach (var file in Directory.EnumerateFiles(_logDirectory))
            {
                using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
                var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
                if (text.Contains(until, StringComparison.Ordinal))
                {
                    return text;
                }
            }
        }

        return "";
    }

    private ActivityListener ListenToActivities()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _seen.Enqueue(
                $"activity {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} "
                + string.Join(' ', activity.Events.Select(e => $"{e.Name} {string.Join(' ', e.Tags)}"))),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private MeterListener ListenToMeters()
    {
        var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => _seen.Enqueue($"meter {instrument.Name} {string.Join(' ', tags.ToArray())}"));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => _seen.Enqueue($"meter {instrument.Name} {string.Join(' ', tags.ToArray())}"));
        listener.Start();
        return listener;
    }

    /// <summary>A sink that said nothing would hide everything.</summary>
    private void AssertEverySinkSpoke() => Assert.All(
        (string[])
        [
            "Request starting HTTP/1.1 GET http://test/orders?a=1&b=2", "QueryString: ?a=1&b=2", "#Version: 1.0",
            "/orders ?a=1&b=2", "activity Microsoft.AspNetCore.Hosting.HttpRequestIn", "meter gateway.request.rejections", "meter http.server.request.duration", "\"openapi\"",
            "\"Key\":\"api-gateway\"", "\"reason\":\"api_key_invalid\"", "\"reason\":\"rate_exceeded\"", "The handler failed.",
        ],
        expected => Assert.Contains(_seen, text => text.Contains(expected, StringComparison.Ordinal)));

    private void AssertNoValueIn(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            foreach (var value in Values)
            {
                // The label is 10 characters long; of the rest nobody sees more than the last four.
                var secret = value.StartsWith("gw_", StringComparison.Ordinal) ? value[10..] : value[9..];
                Assert.DoesNotContain(secret[..6], text, StringComparison.Ordinal);
                Assert.DoesNotContain(secret[8..14], text, StringComparison.Ordinal);
                Assert.DoesNotContain(value[^5..], text, StringComparison.Ordinal);
            }
        }
    }
}
