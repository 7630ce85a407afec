using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using Gateway.Core.Authorizers.Policies.Conditions;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Repository;

public class DocumentedNamesTests
{
    private static readonly Markdown Readme = new("README.md");

    [Fact]
    public void MetricsTable_OfTheReadme_IsWhatTheMeterHas()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        var metrics = new GatewayMetrics(factory);
        using var recorder = new InstrumentRecorder(factory);
        foreach (var method in typeof(GatewayMetrics).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            method.Invoke(metrics, [.. method.GetParameters().Select(parameter => CreateSample(parameter.ParameterType))]);
        }

        var expected = recorder.Instruments.Select(instrument => string.Join(
            " | ", instrument.Name, instrument.GetType().Name.Split('`')[0].ToLowerInvariant(), instrument.Unit, string.Join(", ", recorder.GetTags(instrument))));

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            Readme.GetTable("Metrics and health").Select(row => string.Join(" | ", row)).Order(StringComparer.Ordinal));
        Assert.Contains($"The meter is `{GatewayMetrics.MeterName}`.", Readme.GetSection("Metrics and health"), StringComparison.Ordinal);
    }

    [Fact]
    public void ReasonsTable_OfTheReadme_IsTheTableOfReasons()
    {
        var expected = RejectionReasonTable.All.Select(reason => $"{reason.Name} {reason.Status} {reason.ReferenceStatus}");

        Assert.Equal(expected, Readme.GetTable("Refused requests").Select(row => $"{row[0]} {row[2]} {row[3]}"));
    }

    [Fact]
    public void ContextVariables_OfTheReadme_AreThoseThatTemplatesKnow()
    {
        var table = new ContextVariableTable([], new FakeClock(), new PipelineOptions());

        var documented = Markdown.GetBlocks(Readme.GetSection("Refused requests"), "text")
            .SelectMany(block => block.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(table.Names.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ConditionKeys_OfTheReadme_AreThoseThatPoliciesKnow()
    {
        var keys = PolicyKey.Names.Select(name => $"`{name}`");

        Assert.Contains(
            $"The condition keys: {string.Join(", ", keys)}.",
            Readme.GetSection("Resource policies").ReplaceLineEndings("").Replace(",  `", ", `", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Anchors_OfTheReadme_AreTheStepsInTheirOrder()
    {
        var anchors = Enum.GetValues<GatewayStepAnchor>().Order().Select(anchor => $"`{anchor}`");

        Assert.Contains($"this order: {string.Join(", ", anchors)}.", Readme.GetSection("Your own steps").ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static object CreateSample(Type type) =>
        type == typeof(string) ? "sample" : Convert.ChangeType(1, Nullable.GetUnderlyingType(type) ?? type, CultureInfo.InvariantCulture);

    private sealed class InstrumentRecorder : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<Instrument, string[]> _tags = [];

        public InstrumentRecorder(IMeterFactory factory)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Record(instrument, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Record(instrument, tags));
            _listener.Start();
        }

        public IEnumerable<Instrument> Instruments => _tags.Keys;

        public string[] GetTags(Instrument instrument) => _tags[instrument];

        public void Dispose() => _listener.Dispose();

        private void Record(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (_tags)
            {
                _tags[instrument] = [.. tags.ToArray().Select(tag => tag.Key)];
            }
        }
    }
}
