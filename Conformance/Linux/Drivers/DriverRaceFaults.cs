namespace HmmSpec.Linux;

/// <summary>
/// Faults that are seeded into the mended driver and that no sequence of operations shows, only two operations at the same time.
/// </summary>
internal static class DriverRaceFaults
{
    private const string Fault = "dmirror_range_fault";
    private const string Invalidate = "dmirror_interval_invalidate";
    private const string Lock = "mutex_lock(&dmirror->mutex);";
    private const string Unlock = "mutex_unlock(&dmirror->mutex);";

    /// <summary>All.</summary>
    public static IReadOnlyList<DriverVariant> All { get; } =
    [
        Of(
            "retry-ignored",
            "A fault enters what it found although an invalidation came in between.",
            new SourceRewrite(
                Fault,
                "mmu_interval_read_retry(range->notifier,\n\t\t\t\t\t    range->notifier_seq)",
                "false"
            )
        ),
        Of(
            "number-not-set",
            "An invalidation takes entries and does not say so by its sequence number.",
            new SourceRewrite(Invalidate, "mmu_interval_set_seq(mni, cur_seq);", ";")
        ),
        Of(
            "entered-outside-lock",
            "A fault enters what it found when it has let go of the driver's lock.",
            new SourceRewrite(Fault, "\t\tbreak;\n", $"\t\t{Unlock}\n\t\tbreak;\n"),
            new SourceRewrite(Fault, $"\n\n\t{Unlock}\nout:", "\nout:")
        ),
        Of(
            "invalidation-outside-lock",
            "An invalidation does not wait for the device to be done with an entry.",
            new SourceRewrite(Invalidate, Lock, "(void)0;"),
            new SourceRewrite(Invalidate, "!mutex_trylock(&dmirror->mutex)", "false"),
            new SourceRewrite(Invalidate, Unlock, ";")
        ),
        Of(
            "store-outside-lock",
            "A device stores through an entry without holding the driver's lock.",
            new SourceRewrite("dmirror_write", Lock, ";"),
            new SourceRewrite("dmirror_write", Unlock, ";")
        ),
    ];

    private static DriverVariant Of(string id, string sentence, params SourceRewrite[] rewrites) =>
        new(id, sentence, [.. DriverMends.Together, .. rewrites]);
}
