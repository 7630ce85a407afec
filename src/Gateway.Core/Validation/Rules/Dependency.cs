namespace Gateway.Core.Validation.Rules;

/// <summary>What the presence of one member asks for.</summary>
/// <param name="Trigger">Place of the member in the schema's table.</param>
/// <param name="Required">Places of the members that have to be there with it.</param>
/// <param name="Schema">What the object has to pass then, or null.</param>
/// <param name="Expectation">For a member that is not there.</param>
internal sealed record Dependency(int Trigger, int[] Required, Schema? Schema, Expectation Expectation);
