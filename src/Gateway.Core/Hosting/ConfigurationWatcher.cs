using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Hosting;

/// <summary>
/// Starts a reload when configuration has changed and come to rest. Files are watched besides the section's own token, because a file
/// that is malformed empties its values without telling anybody but the handler of its exception.
/// </summary>
internal sealed class ConfigurationWatcher(
    ConfigurationInputs inputs,
    GatewayDefinitions definitions,
    DefinitionReloader reloader,
    TimeProvider timeProvider) : IDisposable
{
    /// <summary>An editor writes a file in several steps, and a file's provider reports each.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    private readonly Debounce _debounce = new(timeProvider, reloader.Reload);
    private readonly List<IDisposable> _registrations = [];
    private readonly List<FileConfigurationSource> _files = [];

    /// <summary>Called once, when everything has been found to be right.</summary>
    public void Start()
    {
        foreach (var section in inputs.Sections)
        {
            _registrations.Add(ChangeToken.OnChange(section.Section.GetReloadToken, () => _debounce.Signal(Quiet)));
        }

        if (inputs.Sections.Count > 0)
        {
            WatchFiles();
        }

        if (definitions.StartTokens.Any(token => token.HasChanged))
        {
            _debounce.Signal(Quiet);
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        foreach (var source in _files)
        {
            source.OnLoadException -= SignalUnreadable;
        }

        _debounce.Dispose();
    }

    private void WatchFiles()
    {
        foreach (var source in inputs.FindFiles().Select(file => file.Source))
        {
            // On a busy machine its provider reads a file later than its change, and the delay below, make one expect. What it has read it
            // tells through the section's token, what it could not read only here.
            source.OnLoadException += SignalUnreadable;
            _files.Add(source);
            if (source is { ReloadOnChange: true, FileProvider: { } files, Path: { } path })
            {
                // Its provider waits, too, before it reads the file; what is in it is seen after that.
                _registrations.Add(ChangeToken.OnChange(() => files.Watch(path), () => _debounce.Signal(GetDelay(source) + Quiet)));
            }
        }
    }

    /// <summary>Leaves to the app whether the exception is ignored.</summary>
    private void SignalUnreadable(FileLoadExceptionContext context) => _debounce.Signal(Quiet);

    private static TimeSpan GetDelay(FileConfigurationSource source) => TimeSpan.FromMilliseconds(Math.Max(0, source.ReloadDelay));
}
