using Microsoft.Extensions.Configuration;

namespace Gateway.Core.Hosting;

/// <summary>Which of the app's sections and files had anything in them at one moment.</summary>
internal sealed record ConfigurationState(IReadOnlySet<GatewayConfiguration> Sections, IReadOnlySet<FileConfigurationProvider> Files)
{
    /// <summary>What is there in both.</summary>
    public ConfigurationState And(ConfigurationState other) =>
        new(Sections.Intersect(other.Sections).ToHashSet(), Files.Intersect(other.Files).ToHashSet());

    /// <summary>
    /// What was there before and is not there now. A file that is malformed or missing for a moment leaves nothing behind, which would
    /// read as "no keys, no plans".
    /// </summary>
    public IEnumerable<string> FindLosses(ConfigurationState before)
    {
        foreach (var section in before.Sections.Where(section => !Sections.Contains(section)))
        {
            yield return $"{section.Path}: the section is gone. Put it back; to run without it, restart the app.";
        }

        foreach (var file in before.Files.Where(file => !Files.Contains(file)))
        {
            yield return $"{file.Source.Path}: the file is missing, malformed or empty. Correct it or put it back; to run without it, restart the app.";
        }
    }
}
