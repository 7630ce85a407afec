using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Core.Hosting;

/// <summary>Runs every validator of a definition and reports every failure, under the definition's path.</summary>
internal sealed class DefinitionValidation(IServiceProvider services, Action<string> addError)
{
    public bool IsValid<T>(string path, T options)
        where T : class
    {
        var isValid = true;
        foreach (var validator in services.GetServices<IValidateOptions<T>>())
        {
            var result = validator.Validate(path, options);
            foreach (var failure in result.Failed ? result.Failures : [])
            {
                isValid = false;
                addError(Format(path, failure));
            }
        }

        return isValid;
    }

    /// <summary>Generated validators write "Rate: path.Rate must be …"; hand-written ones write the path themselves.</summary>
    private static string Format(string path, string failure)
    {
        var message = failure.IndexOf(path + ".", StringComparison.Ordinal);
        return message > 0 ? string.Concat(path, ":", failure.AsSpan(message + path.Length + 1)) : failure;
    }
}
