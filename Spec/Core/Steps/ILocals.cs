namespace HmmSpec.Spec;

/// <summary>
/// The locals of an activity, one after another in a fixed order. Each method is given a local and gives back what
/// stands there afterwards: a writer gives back what it is given, a reader what it has read, a renaming another name.
/// </summary>
public interface ILocals
{
    /// <summary>Whether every local is given back as it is, so that nothing has to be made of them.</summary>
    bool Keeps { get; }

    /// <summary>A number that names nothing: a label, a cursor, a count, a page.</summary>
    int Number(int number);

    /// <summary>A flag.</summary>
    bool Flag(bool flag);

    /// <summary>The content of a page.</summary>
    ulong Value(ulong value);

    /// <summary>A process, or -1.</summary>
    int Process(int process);

    /// <summary>A device, or -1.</summary>
    int Device(int device);

    /// <summary>A frame of system memory or of a device's.</summary>
    Target Target(Target target);

    /// <summary>An IOVA of a device, or -1.</summary>
    int Iova(int device, int iova);

    /// <summary>A page-table entry.</summary>
    Pte Entry(Pte entry);

    /// <summary>The id of a window or of a device fault under way, or what is left of one that is closed; 0 is none.</summary>
    int Window(int id);

    /// <summary>A sequence number that was sampled of a mirror.</summary>
    long Sample(int process, int device, long sampled);
}
