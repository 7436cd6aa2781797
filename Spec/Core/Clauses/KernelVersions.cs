namespace HmmSpec.Spec;

/// <summary>The versions of HMM in which a clause holds.</summary>
[Flags]
public enum KernelVersions
{
    /// <summary>In none as written: a recommendation of this specification where kernels differ or are silent.</summary>
    None = 0,

    /// <summary>The series of 17 July 2015 and its migration half.</summary>
    V9 = 1,

    /// <summary>Linux 6.1.</summary>
    Linux61 = 2,

    /// <summary>Both.</summary>
    All = V9 | Linux61,
}
