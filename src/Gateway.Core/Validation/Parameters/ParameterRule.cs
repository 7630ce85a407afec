using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Validation.Parameters;

/// <summary>One parameter's check.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="schema">What its value has to pass, or null.</param>
internal sealed class ParameterRule(RequestParameter parameter, CompiledSchema? schema)
{
    private static readonly string[] LocationNames = ["header", "path", "query"];

    private readonly ParameterText? _text = schema is null ? null : new ParameterText(schema);

    private readonly RequestValidationError _missing =
        new(LocationNames[(int)parameter.Location], parameter.Name, "", "required", "a value that is not blank");

    /// <summary>Adds what is wrong to the list, and makes the list first where there is none.</summary>
    public void Check(HttpRequest request, Workspace workspace, ref List<RequestValidationError>? errors)
    {
        var values = Read(request);
        if (parameter.IsRequired && IsBlank(values))
        {
            (errors ??= []).Add(_missing);
        }
        else if (_text is not null && values.Count > 0)
        {
            CheckValues(_text, values, workspace, ref errors);
        }
    }

    private void CheckValues(ParameterText text, in StringValues values, Workspace workspace, ref List<RequestValidationError>? errors)
    {
        var outcome = text.Validate(values, workspace);
        if (outcome.Verdict == SchemaVerdict.Valid)
        {
            return;
        }

        errors ??= [];
        if (outcome.Errors.Count == 0)
        {
            errors.Add(_missing with { Keyword = "maxLength", Expected = "a shorter value" });
        }

        foreach (var error in outcome.Errors)
        {
            errors.Add(_missing with { JsonPointer = error.Pointer, Keyword = error.Keyword, Expected = error.Expected });
        }
    }

    private StringValues Read(HttpRequest request) => parameter.Location switch
    {
        RequestParameterLocation.Header => request.Headers[parameter.Name],
        RequestParameterLocation.Query => request.Query[parameter.Name],
        _ => request.RouteValues.TryGetValue(parameter.Name, out var value) ? value as string ?? value?.ToString() : null,
    };

    private static bool IsBlank(in StringValues values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return false;
            }
        }

        return true;
    }
}
