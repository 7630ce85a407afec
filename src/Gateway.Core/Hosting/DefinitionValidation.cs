using System.Globalization;
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
            var result = Validate(validator, path, options);
            foreach (var failure in result.Failed ? result.Failures : [])
            {
                isValid = false;
                addError(Format(path, failure));
            }
        }

        return isValid;
    }

    /// <summary>A message reads the same on every machine.</summary>
    private static ValidateOptionsResult Validate<T>(IValidateOptions<T> validator, string path, T options)
        where T : class
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return validator.Validate(path, options);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>
    /// Generated validators write "Limit: The field path.Quota.Limit must be …"; hand-written ones begin with the path, and may end a sentence
    /// with a word that looks like it.
    /// </summary>
    private static string Format(string path, string failure)
    {
        var start = failure.IndexOf(path + ".", StringComparison.Ordinal);
        if (start < 0 || failure.StartsWith(path, StringComparison.Ordinal))
        {
            return failure;
        }

        var member = failure[(start + path.Length + 1)..].Split(' ', 2);
        return $"{path}:{member[0].Replace('.', ':')} {member[^1]}";
    }
}
