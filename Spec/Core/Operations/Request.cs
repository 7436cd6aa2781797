namespace HmmSpec.Spec;

/// <summary>What the caller of a range fault asks for on a page (include/linux/hmm.h).</summary>
[Flags]
public enum Request
{
    /// <summary>Nothing: report what is there.</summary>
    None = 0,

    /// <summary>HMM_PFN_REQ_FAULT: the page must become readable.</summary>
    Fault = 1,

    /// <summary>HMM_PFN_REQ_WRITE: the page must become writable; without Fault it has no effect.</summary>
    Write = 2,

    /// <summary>Both.</summary>
    FaultWrite = Fault | Write,
}
