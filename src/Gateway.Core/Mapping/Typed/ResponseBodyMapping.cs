using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Mapping.Typed;

/// <summary>One typed mapping of a response's body.</summary>
internal abstract class ResponseBodyMapping
{
    /// <returns>What is wrong with the handler's body, or null.</returns>
    public abstract string? Map(GatewayFeature feature, in ReadOnlySequence<byte> body, PooledBytes mapped);
}

/// <param name="from">How the handler's body is read.</param>
/// <param name="to">How the caller's body is written.</param>
/// <param name="map">The app's mapping.</param>
internal sealed class ResponseBodyMapping<TFrom, TTo>(
    JsonTypeInfo<TFrom> from, JsonTypeInfo<TTo> to, Func<TFrom, GatewayContext, TTo> map) : ResponseBodyMapping
{
    private readonly JsonBodyWriter<TTo> _writer = new(to);

    public override string? Map(GatewayFeature feature, in ReadOnlySequence<byte> body, PooledBytes mapped)
    {
        TFrom? value;
        try
        {
            value = JsonBody.Read(body, from);
        }
        catch (JsonException exception)
        {
            // Names in the pointer may be the client's, and must not make lines of their own in the log.
            return $"its body is no {typeof(TFrom).Name} at '{HeaderText.ForRequest(JsonPointers.FromPath(exception.Path))}'";
        }

        if (value is null)
        {
            return $"its body is null and not a {typeof(TFrom).Name}";
        }

        _writer.Write(map(value, new GatewayContext(feature)), mapped);
        return null;
    }
}
