using System.Buffers;

namespace Gateway.Core.Authorizers.Signing.Canonical;

/// <summary>The parameters, each decoded and encoded anew, in the order of their encoded names, then values.</summary>
internal static class CanonicalQuery
{
    private const int MostInserted = 32;

    /// <param name="output">Where they are added.</param>
    /// <param name="query">As sent, without its question mark.</param>
    /// <param name="leftOut">Encoded names of parameters that are not signed.</param>
    public static void Append(ref PooledBytes output, ReadOnlySpan<char> query, ReadOnlySpan<string> leftOut)
    {
        if (query.IsEmpty)
        {
            return;
        }

        var encoded = new PooledBytes(query.Length + 64);
        var parameters = ArrayPool<Parameter>.Shared.Rent(query.Count('&') + 1);
        try
        {
            var found = parameters.AsSpan(0, Encode(query, ref encoded, parameters, leftOut));
            Sort(found, encoded.Written);
            Write(ref output, found, encoded.Written);
        }
        finally
        {
            ArrayPool<Parameter>.Shared.Return(parameters);
            encoded.Dispose();
        }
    }

    private static int Encode(ReadOnlySpan<char> query, ref PooledBytes encoded, Parameter[] parameters, ReadOnlySpan<string> leftOut)
    {
        var count = 0;
        foreach (var parameter in new QueryParameters(query))
        {
            var start = encoded.Length;
            UriText.AppendNormalized(ref encoded, parameter.Name);
            var nameEnd = encoded.Length;
            if (IsLeftOut(encoded.Written[start..], leftOut))
            {
                encoded.Truncate(start);
                continue;
            }

            UriText.AppendNormalized(ref encoded, parameter.Value);
            parameters[count++] = new Parameter(start, nameEnd, encoded.Length);
        }

        return count;
    }

    private static bool IsLeftOut(ReadOnlySpan<byte> name, ReadOnlySpan<string> leftOut)
    {
        foreach (var other in leftOut)
        {
            if (System.Text.Ascii.Equals(name, other))
            {
                return true;
            }
        }

        return false;
    }

    private static void Sort(Span<Parameter> parameters, ReadOnlySpan<byte> encoded)
    {
        if (parameters.Length > MostInserted)
        {
            SortMany(parameters, encoded);
            return;
        }

        for (var i = 1; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            var place = i;
            for (; place > 0 && parameters[place - 1].CompareTo(parameter, encoded) > 0; place--)
            {
                parameters[place] = parameters[place - 1];
            }

            parameters[place] = parameter;
        }
    }

    // The library's sort takes no span to compare by, so it needs a copy of the bytes, and a delegate.
    private static void SortMany(Span<Parameter> parameters, ReadOnlySpan<byte> encoded)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(encoded.Length);
        encoded.CopyTo(bytes);
        parameters.Sort((left, right) => left.CompareTo(right, bytes));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private static void Write(ref PooledBytes output, ReadOnlySpan<Parameter> parameters, ReadOnlySpan<byte> encoded)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i > 0)
            {
                output.Append((byte)'&');
            }

            output.Append(parameters[i].GetName(encoded));
            output.Append((byte)'=');
            output.Append(parameters[i].GetValue(encoded));
        }
    }

    private readonly record struct Parameter(int Start, int NameEnd, int End)
    {
        public ReadOnlySpan<byte> GetName(ReadOnlySpan<byte> encoded) => encoded[Start..NameEnd];

        public ReadOnlySpan<byte> GetValue(ReadOnlySpan<byte> encoded) => encoded[NameEnd..End];

        // Name and value apart: "a=" would stand after "a-b=" if they were compared together.
        public int CompareTo(Parameter other, ReadOnlySpan<byte> encoded)
        {
            var names = GetName(encoded).SequenceCompareTo(other.GetName(encoded));
            return names != 0 ? names : GetValue(encoded).SequenceCompareTo(other.GetValue(encoded));
        }
    }
}
