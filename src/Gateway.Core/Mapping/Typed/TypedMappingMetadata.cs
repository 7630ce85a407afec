using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Typed;

/// <summary>A typed mapping of requests; several follow one another, the outermost group's first.</summary>
internal abstract record TypedRequestMappingMetadata(Type BodyType, bool IsOptional) : IRequestBodyMetadata
{
    Type? IRequestBodyMetadata.BodyType => BodyType;

    /// <exception cref="NotSupportedException">The app's JSON options do not know one of the types.</exception>
    public abstract RequestBodyMapping Create(JsonSerializerOptions json);
}

internal sealed record TypedRequestMappingMetadata<TFrom, TTo>(Func<TFrom, GatewayContext, TTo> Map, bool AllowsEmptyBody)
    : TypedRequestMappingMetadata(typeof(TFrom), AllowsEmptyBody)
{
    public override RequestBodyMapping Create(JsonSerializerOptions json) => new RequestBodyMapping<TFrom, TTo>(
        (JsonTypeInfo<TFrom>)json.GetTypeInfo(typeof(TFrom)), (JsonTypeInfo<TTo>)json.GetTypeInfo(typeof(TTo)), Map, AllowsEmptyBody);
}

/// <summary>A typed mapping of responses; several follow one another, the endpoint's own first.</summary>
internal abstract record TypedResponseMappingMetadata(string Statuses) : IGatewayMetadata
{
    /// <exception cref="NotSupportedException">The app's JSON options do not know one of the types.</exception>
    public abstract ResponseBodyMapping Create(JsonSerializerOptions json);
}

internal sealed record TypedResponseMappingMetadata<TFrom, TTo>(string Statuses, Func<TFrom, GatewayContext, TTo> Map)
    : TypedResponseMappingMetadata(Statuses)
{
    public override ResponseBodyMapping Create(JsonSerializerOptions json) => new ResponseBodyMapping<TFrom, TTo>(
        (JsonTypeInfo<TFrom>)json.GetTypeInfo(typeof(TFrom)), (JsonTypeInfo<TTo>)json.GetTypeInfo(typeof(TTo)), Map);
}
