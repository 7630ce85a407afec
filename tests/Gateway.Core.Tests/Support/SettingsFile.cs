using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Tests.Support;

/// <summary>A real JSON file that an app watches, in a directory of its own.</summary>
internal sealed class SettingsFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gateway-");

    public SettingsFile(string gateway) => Write(gateway);

    private string Path => System.IO.Path.Combine(_directory.FullName, "gateway.json");

    /// <summary>Adds the file to the app's configuration and its section to the gateway, on the real clock, which the file's watcher runs on.</summary>
    public void AddTo(WebApplicationBuilder builder)
    {
        builder.Configuration.AddJsonFile(Path, optional: false, reloadOnChange: true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddApiGateway(builder.Configuration.GetSection("ApiGateway"));
    }

    /// <summary>The way that careful tools write: nobody sees half a file.</summary>
    public void Write(string gateway) => WriteText($$"""{ "Other": 1, "ApiGateway": {{gateway}} }""");

    public void WriteText(string text)
    {
        File.WriteAllText(Path + ".new", text);
        File.Move(Path + ".new", Path, overwrite: true);
    }

    public void Delete() => File.Delete(Path);

    public void Dispose() => _directory.Delete(recursive: true);
}
