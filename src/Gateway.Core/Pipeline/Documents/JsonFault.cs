namespace Gateway.Core.Pipeline.Documents;

/// <summary>Why a text is not looked at as a document.</summary>
internal enum JsonFault
{
    None,
    Malformed,
    DuplicateName,
    TooDeep,
    TooManyMembers,
    TooManyTokens,
    StringTooLong,
    NumberTooLong,
}
