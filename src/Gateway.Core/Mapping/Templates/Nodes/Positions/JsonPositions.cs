using Gateway.Core.Mapping.Templates.Output;

namespace Gateway.Core.Mapping.Templates.Nodes.Positions;

/// <summary>What an expression is at a place in JSON, and where it leads.</summary>
internal static class JsonPositions
{
    /// <returns>Null where no expression can stand.</returns>
    public static TemplatePosition? Find(JsonState state) =>
        state.IsInText ? TemplatePosition.InText
        : state.TakesValue ? TemplatePosition.Value
        : state.TakesKey ? TemplatePosition.Key
        : null;

    public static JsonState After(JsonState state, TemplatePosition position) => position switch
    {
        TemplatePosition.Value => state.At(JsonPlace.AfterValue),
        TemplatePosition.Key => state.At(JsonPlace.AfterKey),
        _ => state,
    };

    /// <summary>What raw output is only shows when it is written: nothing, or anything that ends behind a value.</summary>
    public static IEnumerable<JsonState> AfterRaw(JsonState state) =>
        state.IsInText || state.Place == JsonPlace.AfterKey ? [state]
        : state.Place == JsonPlace.BeforeValue ? [state.At(JsonPlace.AfterValue)]
        : [state, state.At(JsonPlace.AfterValue)];
}
