namespace HmmSpec.Spec;

/// <summary>How an operation ends: well, with an errno of the kernel, or with a signal to the process.</summary>
[Closed]
public enum Status
{
    /// <summary>Success.</summary>
    Ok,

    /// <summary>A write was asked for, and the mapping does not allow writing (hmm_range_fault).</summary>
    EPERM,

    /// <summary>There is no such process.</summary>
    ESRCH,

    /// <summary>No memory, or an address in the range is not mapped (mprotect, madvise).</summary>
    ENOMEM,

    /// <summary>The same as EPERM in the series of 2015.</summary>
    EACCES,

    /// <summary>Bad address: nothing is mapped there, or it may not be read.</summary>
    EFAULT,

    /// <summary>What is to be made exists already.</summary>
    EEXIST,

    /// <summary>There is no such device, or it does not mirror the process.</summary>
    ENODEV,

    /// <summary>An argument is out of range.</summary>
    EINVAL,

    /// <summary>An empty or wrapping range to be mirrored.</summary>
    EOVERFLOW,

    /// <summary>The access killed the process in principle: no such page, or not with this right.</summary>
    SIGSEGV,

    /// <summary>An atomic access of a device lost the page before it could access it, or could not get it.</summary>
    EBUSY,

    /// <summary>
    /// The access killed the process in principle: the file behind the page ends before it, or what it wants is lost with a
    /// device.
    /// </summary>
    SIGBUS,

    /// <summary>There is no such file.</summary>
    EBADF,

    /// <summary>A file cannot have as many pages.</summary>
    EFBIG,

    /// <summary>No memory to bring in a page that is to be locked (mlock).</summary>
    EAGAIN,
}
