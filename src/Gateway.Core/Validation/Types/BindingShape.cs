namespace Gateway.Core.Validation.Types;

/// <summary>How the binder reads a type.</summary>
internal enum BindingShape
{
    /// <summary>By a converter of which only its author knows what it accepts.</summary>
    Opaque,

    /// <summary>By a converter that <see cref="Values.ScalarSchemas"/> knows.</summary>
    Scalar,

    Enumeration,
    Array,
    Dictionary,
    Object,
}
