namespace Gateway.Core.Hosting;

/// <summary>What is kept of a reading, to compare the next one with. No key and no value of one is in it.</summary>
internal sealed record DefinitionBaseline(IReadOnlyDictionary<string, string> Values, int KeyCount, ConfigurationState State)
{
    public bool HasSameDefinitions(DefinitionBaseline other) =>
        Select(isReloaded: true).SequenceEqual(other.Select(isReloaded: true));

    /// <summary>The options that have another value than here but are read only at the start, with the other value.</summary>
    public Dictionary<string, string?> FindRestartOptions(DefinitionBaseline other) => Select(isReloaded: false)
        .Concat(other.Select(isReloaded: false))
        .Select(value => value.Key)
        .Distinct()
        .Where(path => Values.GetValueOrDefault(path) != other.Values.GetValueOrDefault(path))
        .ToDictionary(path => path, path => other.Values.GetValueOrDefault(path), StringComparer.Ordinal);

    private IEnumerable<KeyValuePair<string, string>> Select(bool isReloaded) =>
        Values.Where(value => OptionValues.IsReloaded(value.Key) == isReloaded);
}
