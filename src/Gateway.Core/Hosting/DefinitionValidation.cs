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

    /// <summary>
    /// Generated validators write "Limit: path.Quota.Limit must be …", which becomes a path as configuration has it; hand-written ones write
    /// that themselves.
    /// </summary>
    private static string Format(string path, string failure)
    {
        var start = failure.IndexOf(path + ".", StringComparison.Ordinal);
        if (start <= 0)
        {
            return failure;
        }

        var member = failure.AsSpan(start + path.Length + 1);
        var end = member.IndexOf(' ') is var space and >= 0 ? space : member.Length;
        return string.Concat(path, ":", member[..end].ToString().Replace('.', ':'), member[end..]);
    }
}
