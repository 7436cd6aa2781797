using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>How sure it is that an operation has done what it does.</summary>
[Closed]
internal enum Certainty
{
    /// <summary>It succeeded.</summary>
    Done,

    /// <summary>It failed: it has done nothing, or what such an operation does before it fails.</summary>
    Failed,

    /// <summary>Nobody knows.</summary>
    Maybe,
}
