using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Validation.Rules;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Validation.Parameters;

/// <summary>All parameters that an endpoint's requests need.</summary>
internal sealed class ParameterCheck(ParameterRule[] rules, WorkspacePool workspaces)
{
    /// <returns>What is wrong, at most 20; null for nothing.</returns>
    public List<RequestValidationError>? Check(HttpRequest request)
    {
        List<RequestValidationError>? errors = null;
        var workspace = workspaces.Rent();
        foreach (var rule in rules)
        {
            rule.Check(request, workspace, ref errors);
            if (errors?.Count >= RequestValidationRejection.MaxErrors)
            {
                errors.RemoveRange(RequestValidationRejection.MaxErrors, errors.Count - RequestValidationRejection.MaxErrors);
                break;
            }
        }

        workspaces.Return(workspace);
        return errors;
    }
}
