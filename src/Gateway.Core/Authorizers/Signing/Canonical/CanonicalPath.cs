namespace Gateway.Core.Authorizers.Signing.Canonical;

/// <summary>
/// The path as sent, encoded once more: Signature Version 4 encodes twice for every service but Amazon S3, and the client has encoded
/// it once already to send it.
/// </summary>
internal static class CanonicalPath
{
    public static void Append(ref PooledBytes output, ReadOnlySpan<char> path, bool normalize)
    {
        if (normalize)
        {
            AppendNormalized(ref output, path);
            return;
        }

        while (!path.IsEmpty)
        {
            var slash = path.IndexOf('/');
            UriText.AppendEncoded(ref output, slash < 0 ? path : path[..slash]);
            if (slash < 0)
            {
                return;
            }

            output.Append((byte)'/');
            path = path[(slash + 1)..];
        }
    }

    /// <summary>As the SDKs do it: a slash at the end stays, but not one that only a dot segment leaves.</summary>
    private static void AppendNormalized(ref PooledBytes output, ReadOnlySpan<char> path)
    {
        var start = output.Length;
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment is "..")
            {
                // No segment has a slash in it, so the last one begins the last segment.
                output.Truncate(start + Math.Max(0, output.Written[start..].LastIndexOf((byte)'/')));
            }
            else if (segment is not ("" or "."))
            {
                output.Append((byte)'/');
                UriText.AppendEncoded(ref output, segment);
            }
        }

        if (output.Length == start || path[^1] == '/')
        {
            output.Append((byte)'/');
        }
    }
}
