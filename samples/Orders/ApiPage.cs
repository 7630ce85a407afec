using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Orders;

/// <summary>Tells the API page that a key is sent in x-api-key, so that it can ask for one.</summary>
internal static class ApiPage
{
    public static void DescribeKey(OpenApiOptions options) => options.AddDocumentTransformer(static (document, _, _) =>
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["ApiKey"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "x-api-key",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("ApiKey", document)] = [] }];
        return Task.CompletedTask;
    });
}
