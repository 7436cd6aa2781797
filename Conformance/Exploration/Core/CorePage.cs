namespace HmmSpec.Exploration.Core;

/// <summary>The state of one page; the default is the initial one.</summary>
/// <param name="Vma">The mapping.</param>
/// <param name="Pte">The page-table entry.</param>
/// <param name="Device">The device of a private or exclusive entry; 0 for all others.</param>
/// <param name="Value">The value of the authoritative copy.</param>
/// <param name="Back">The value in the swap slot.</param>
/// <param name="Dirty">Whether the authoritative copy may differ from the slot.</param>
/// <param name="Flat">The value that a flat memory would hold.</param>
/// <param name="Mirrors">The mirror entries, two bits for each device.</param>
internal readonly record struct CorePage(
    Rights Vma,
    CorePte Pte,
    int Device,
    int Value,
    int Back,
    bool Dirty,
    int Flat,
    uint Mirrors
)
{
    /// <summary>Whether the processor can use the page without a fault.</summary>
    public bool IsPresent => Pte is CorePte.ReadOnly or CorePte.ReadWrite;

    /// <summary>The mirror entry of a device.</summary>
    public Rights Mirror(int device) => (Rights)((Mirrors >> (2 * device)) & 3);

    /// <summary>The page with another mirror entry of a device.</summary>
    public CorePage WithMirror(int device, Rights rights) =>
        this with
        {
            Mirrors = (Mirrors & ~(3u << (2 * device))) | ((uint)rights << (2 * device)),
        };

    /// <summary>The page with another page-table entry.</summary>
    public CorePage With(CorePte pte, int device = 0) => this with { Pte = pte, Device = device };

    /// <summary>clear(p): no device has a mirror entry.</summary>
    public CorePage Clear() => this with { Mirrors = 0 };

    /// <summary>Whether the entry is this one of this device.</summary>
    public bool Is(CorePte pte, int device) => Pte == pte && Device == device;

    /// <summary>The page for people to read, in the words of the description.</summary>
    public string Text(int devices)
    {
        CorePage page = this;
        string mirrors = string.Join(
            ' ',
            Enumerable.Range(0, devices).Select(device => Word(page.Mirror(device), "N"))
        );
        return $"vma={Word(Vma, "U")} pte={PteWord()} val={Value} back={Back} dirty={(Dirty ? 1 : 0)} flat={Flat} mir={mirrors}";
    }

    private static string Word(Rights rights, string none) =>
        rights switch
        {
            Rights.None => none,
            Rights.ReadOnly => "RO",
            _ => "RW",
        };

    private string PteWord() =>
        Pte switch
        {
            CorePte.None => "NONE",
            CorePte.ReadOnly => "PRO",
            CorePte.ReadWrite => "PRW",
            CorePte.Swap => "SWAP",
            CorePte.Private => $"PRIV({Device})",
            _ => $"EXCL({Device})",
        };
}
