using System.Net.Sockets;
using System.Text;

namespace Gateway.Core.Tests.Support;

/// <summary>Bytes to a socket and back, for requests that no client library would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(address.Host, address.Port).InTime();
        return connection;
    }

    public async Task SendAsync(string text) =>
        await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask().InTime();

    /// <summary>Reads until the server closes, or until <paramref name="until"/> has arrived.</summary>
    public async Task<string> ReadAsync(string? until = null)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (until is null || !text.ToString().Contains(until, StringComparison.Ordinal))
        {
            var read = await _client.GetStream().ReadAsync(buffer).AsTask().InTime();
            if (read == 0)
            {
                break;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    /// <summary>Cuts the connection without a word, as a client that goes away does.</summary>
    public void Reset()
    {
        _client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();
}
