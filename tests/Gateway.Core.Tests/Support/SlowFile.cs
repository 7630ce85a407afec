using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Tests.Support;

/// <summary>The file <c>gateway.json</c> of an app, whose provider hears of a change when the test says so, as on a machine that is busy.</summary>
internal sealed class SlowFile : IFileProvider
{
    private readonly List<CancellationTokenSource> _watches = [];
    private readonly JsonConfigurationSource _source;
    private string _text;

    public SlowFile(string text)
    {
        _text = text;
        _source = new() { FileProvider = this, Path = "gateway.json", ReloadOnChange = true, ReloadDelay = 0 };
    }

    public Action<FileLoadExceptionContext>? OnLoadException => _source.OnLoadException;

    public Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        _ => { },
        app => app.MapGet("/orders", () => "ok"),
        builder =>
        {
            builder.Configuration.Sources.Add(_source);
            builder.Services.AddApiGateway(builder.Configuration.GetSection("ApiGateway"));
        });

    public void Write(string text) => _text = text;

    /// <summary>The provider watches from the beginning, so its watch is the first.</summary>
    public void TellProvider() => _watches[0].Cancel();

    public void TellGateway() => _watches[1].Cancel();

    public IChangeToken Watch(string filter)
    {
        var watch = new CancellationTokenSource();
        _watches.Add(watch);
        return new CancellationChangeToken(watch.Token);
    }

    public IFileInfo GetFileInfo(string subpath) => new Content(subpath, Encoding.UTF8.GetBytes(_text));

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    private sealed class Content(string name, byte[] bytes) : IFileInfo
    {
        public bool Exists => true;

        public long Length => bytes.Length;

        public string? PhysicalPath => null;

        public string Name => name;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => new MemoryStream(bytes);
    }
}
