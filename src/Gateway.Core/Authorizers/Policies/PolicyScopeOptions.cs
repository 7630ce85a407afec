namespace Gateway.Core.Authorizers.Policies;

/// <summary>
/// Whose API this is, in the words of the ARNs in policy documents:
/// <c>arn:aws:execute-api:{Region}:{AccountId}:{ApiId}/stage/VERB/path</c>.
/// </summary>
/// <remarks>
/// A document written for an API at Amazon API Gateway keeps meaning that API alone where these are set. What is not set is not compared:
/// every region, account or API in a document then means this one.
/// </remarks>
public sealed class PolicyScopeOptions
{
    /// <summary>Gets or sets the region, such as <c>eu-west-1</c>.</summary>
    /// <value>Null by default: any. At most 64 lower-case letters, digits and <c>-</c>.</value>
    public string? Region { get; set; }

    /// <summary>Gets or sets the account that the API belongs to.</summary>
    /// <value>Null by default: any. 12 digits.</value>
    public string? AccountId { get; set; }

    /// <summary>Gets or sets the API's id, such as <c>a1b2c3d4e5</c>.</summary>
    /// <value>Null by default: any. At most 64 letters and digits.</value>
    public string? ApiId { get; set; }
}
