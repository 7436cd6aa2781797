using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>What is wrong at a place of a line.</summary>
[Closed]
internal enum LineFault
{
    /// <summary>A value is not what was expected.</summary>
    Wrong,

    /// <summary>An object is without a member.</summary>
    Missing,

    /// <summary>An object has a member twice.</summary>
    Twice,

    /// <summary>It is wrong as a whole.</summary>
    Whole,
}
