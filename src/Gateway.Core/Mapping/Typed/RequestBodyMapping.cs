using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Mapping.Typed;

/// <summary>One typed mapping of a request's body.</summary>
internal abstract class RequestBodyMapping
{
    /// <summary>Whether the mapping makes a body where there is none.</summary>
    public abstract bool AllowsEmptyBody { get; }

    /// <summary>For messages to the app.</summary>
    public abstract string Description { get; }

    /// <returns>Why the body cannot be mapped, or null.</returns>
    public abstract MappingRefusal? Map(GatewayFeature feature, in ReadOnlySequence<byte> body, PooledBytes mapped);
}

/// <param name="from">How the caller's body is read.</param>
/// <param name="to">How the handler's body is written.</param>
/// <param name="map">The app's mapping.</param>
/// <param name="allowsEmptyBody">Whether the mapping is called without a body, too.</param>
internal sealed class RequestBodyMapping<TFrom, TTo>(
    JsonTypeInfo<TFrom> from, JsonTypeInfo<TTo> to, Func<TFrom, GatewayContext, TTo> map, bool allowsEmptyBody) : RequestBodyMapping
{
    private readonly JsonBodyWriter<TTo> _writer = new(to);

    public override bool AllowsEmptyBody => allowsEmptyBody;

    public override string Description => $"from {typeof(TFrom).Name} to {typeof(TTo).Name}";

    public override MappingRefusal? Map(GatewayFeature feature, in ReadOnlySequence<byte> body, PooledBytes mapped)
    {
        TFrom? value = default;
        if (!body.IsEmpty)
        {
            try
            {
                value = JsonBody.Read(body, from);
            }
            catch (JsonException exception)
            {
                return Refuse(JsonPointers.FromPath(exception.Path));
            }
        }

        if (value is null && !allowsEmptyBody)
        {
            return Refuse("");
        }

        _writer.Write(map(value!, new GatewayContext(feature)), mapped);
        return null;
    }

    private static MappingRefusal Refuse(string pointer) =>
        MappingRefusal.OfBody(RejectionReason.BodyInvalid, pointer, "type", "JSON (RFC 8259) of the type that this endpoint reads");
}
