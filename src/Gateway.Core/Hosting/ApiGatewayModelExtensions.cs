using System.Text.RegularExpressions;
using Gateway.Core.Hosting;
using Gateway.Core.Validation.Models;
using Gateway.Core.Validation.Schemas;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds models: schemas with a name, which other schemas refer to.</summary>
/// <remarks>
/// <c>{"$ref":"Order"}</c> leads to the model <c>Order</c>, and so does Amazon API Gateway's
/// <c>https://apigateway.amazonaws.com/restapis/{api-id}/models/Order</c>, whatever the API id. A model with an id of its own (<c>$id</c>) is found
/// by that, too. Nothing is ever fetched.
/// </remarks>
public static partial class ApiGatewayModelExtensions
{
    /// <summary>Adds a model.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The model's name: 1 to 128 letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="schema">Its text. What is wrong in it stops the start.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no such name, or <paramref name="schema"/> is null or empty.</exception>
    public static IApiGatewayBuilder AddModel(this IApiGatewayBuilder builder, string name, string schema)
    {
        ArgumentException.ThrowIfNullOrEmpty(schema);
        return builder.AddModel(name, new TextOrigin(schema));
    }

    /// <summary>Adds a model from a file.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The model's name: 1 to 128 letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="path">The file, from the app's content root. One that is missing or broken stops the start.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no such name, or <paramref name="path"/> is null or empty.</exception>
    public static IApiGatewayBuilder AddModelFile(this IApiGatewayBuilder builder, string name, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.AddModel(name, new FileOrigin(path));
    }

    /// <summary>Adds a model made from a C# type, with the names and rules of System.Text.Json and of its data annotations.</summary>
    /// <typeparam name="T">The type. The schema is made by reflection when the app starts.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The model's name: 1 to 128 letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="allowUnknownMembers">Whether members that the type does not have may be there.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no such name.</exception>
    public static IApiGatewayBuilder AddModel<T>(this IApiGatewayBuilder builder, string name, bool allowUnknownMembers = false) =>
        builder.AddModel(name, new TypeOrigin(typeof(T), allowUnknownMembers));

    private static IApiGatewayBuilder AddModel(this IApiGatewayBuilder builder, string name, SchemaOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!Name().IsMatch(name))
        {
            throw new ArgumentException($"The model's name '{name}' must be 1 to 128 letters, digits, '_', '-' and '.'.", nameof(name));
        }

        builder.Services.AddSingleton(new SchemaModel(name, origin));
        return builder;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,128}\z")]
    private static partial Regex Name();
}
