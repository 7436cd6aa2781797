namespace HmmSpec.Spec;

/// <summary>What an operation that ended in an error may have changed.</summary>
[Closed]
internal enum ErrorAllowance
{
    /// <summary>Nothing at all.</summary>
    Nothing,

    /// <summary>Where pages are: contents and rights are as before (CPU-7 after a step that succeeded, RET-2, MIG-2).</summary>
    Places,

    /// <summary>The same, and nothing is entered into the mirror (FLT-5, FLT-6, FLT-7).</summary>
    PlacesOutsideMirror,

    /// <summary>The same as places, and the contents of the first pages of the range, as they were stored (MIR-10).</summary>
    FirstStores,

    /// <summary>Rights and entries of the pages of the range before the first one that is not mapped (MAP-7), and where pages are if some of them are locked (LCK-8).</summary>
    FirstRights,

    /// <summary>Contents and entries of the pages of the range (MAP-13).</summary>
    RangeContents,

    /// <summary>
    /// Entries, and the contents of all pages that show the pages of files which the range shows by shared mappings (ADV-11).
    /// </summary>
    FileHoles,

    /// <summary>The pages that were unmapped to make room, and the old ones beyond the new count (MRM-4).</summary>
    Unmapping,
}
