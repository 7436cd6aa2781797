namespace HmmSpec.Spec;

/// <summary>The words of the text and the JSON form for everything that is not a number.</summary>
public static class Names
{
    /// <summary>Rights of a mapping.</summary>
    public static Vocabulary<Protection> Protections { get; } = new("rights", Of);

    /// <summary>Ways to system memory.</summary>
    public static Vocabulary<DmaKind> DmaKinds { get; } = new("a kind of DMA", Of);

    /// <summary>Requests of a range fault.</summary>
    public static Vocabulary<Request> Requests { get; } = new("a request", Of);

    /// <summary>What an operation says of a page.</summary>
    public static Vocabulary<PageResult> PageResults { get; } = new("a result", Of);

    /// <summary>Ends of an operation.</summary>
    public static Vocabulary<Status> Statuses { get; } = new("a status", Of);

    /// <summary>Reasons of an invalidation.</summary>
    public static Vocabulary<EventKind> EventKinds { get; } = new("a reason", Of);

    /// <summary>Phases of an invalidation.</summary>
    public static Vocabulary<EventPhase> EventPhases { get; } = new("a phase", Of);

    /// <summary>Whom a mapping shows its stores.</summary>
    public static Vocabulary<Sharing> Sharings { get; } = new("a sharing", Of);

    /// <summary>Stages of a mirror's life.</summary>
    public static Vocabulary<MirrorStage> MirrorStages { get; } = new("a stage", Of);

    /// <summary>Flags of mremap.</summary>
    public static Vocabulary<RemapFlags> RemapFlags { get; } = new("flags", Of);

    /// <summary>Advice about a range.</summary>
    public static Vocabulary<Advice> Advices { get; } = new("advice", Of);

    private static string Of(Protection protection) =>
        protection switch
        {
            Protection.None => "none",
            Protection.Read => "read",
            Protection.ReadWrite => "read-write",
        };

    private static string Of(DmaKind kind) =>
        kind switch
        {
            DmaKind.Direct => "direct",
            DmaKind.Iommu => "iommu",
        };

    private static string Of(Request request) =>
        request switch
        {
            Request.None => "none",
            Request.Fault => "fault",
            Request.Write => "write",
            Request.FaultWrite => "fault+write",
            _ => throw new ArgumentOutOfRangeException(nameof(request), request, "There is no such request."),
        };

    private static string Of(PageResult result) =>
        result switch
        {
            PageResult.NotReached => "not-reached",
            PageResult.Error => "error",
            PageResult.Empty => "empty",
            PageResult.Zero => "zero",
            PageResult.Read => "read",
            PageResult.Write => "write",
            PageResult.DeviceRead => "device-read",
            PageResult.DeviceWrite => "device-write",
            PageResult.Migrated => "migrated",
            PageResult.Filled => "filled",
            PageResult.SkippedEmpty => "skipped-empty",
            PageResult.SkippedNotSelected => "skipped-not-selected",
            PageResult.SkippedSwap => "skipped-swap",
            PageResult.SkippedSwapCache => "skipped-swap-cache",
            PageResult.SkippedLocked => "skipped-locked",
            PageResult.SkippedReferenced => "skipped-referenced",
            PageResult.SkippedNoMemory => "skipped-no-memory",
            PageResult.SkippedNoDma => "skipped-no-dma",
            PageResult.SkippedLost => "skipped-lost",
            PageResult.SkippedByDriver => "skipped-by-driver",
            PageResult.Exclusive => "exclusive",
            PageResult.SkippedExclusive => "skipped-exclusive",
            PageResult.SkippedPageCache => "skipped-page-cache",
            PageResult.SkippedPoisoned => "skipped-poisoned",
        };

    private static string Of(Status status) =>
        status switch
        {
            Status.Ok => "ok",
            Status.EPERM => "EPERM",
            Status.ESRCH => "ESRCH",
            Status.ENOMEM => "ENOMEM",
            Status.EACCES => "EACCES",
            Status.EFAULT => "EFAULT",
            Status.EEXIST => "EEXIST",
            Status.ENODEV => "ENODEV",
            Status.EINVAL => "EINVAL",
            Status.EOVERFLOW => "EOVERFLOW",
            Status.SIGSEGV => "SIGSEGV",
            Status.EBUSY => "EBUSY",
            Status.SIGBUS => "SIGBUS",
            Status.EBADF => "EBADF",
            Status.EFBIG => "EFBIG",
            Status.EAGAIN => "EAGAIN",
        };

    private static string Of(EventKind kind) =>
        kind switch
        {
            EventKind.Unmap => "unmap",
            EventKind.Clear => "clear",
            EventKind.ProtectionVma => "protection-vma",
            EventKind.ProtectionPage => "protection-page",
            EventKind.Release => "release",
            EventKind.Migrate => "migrate",
            EventKind.Exclusive => "exclusive",
        };

    private static string Of(EventPhase phase) =>
        phase switch
        {
            EventPhase.Start => "start",
            EventPhase.Callback => "callback",
            EventPhase.End => "end",
        };

    private static string Of(Sharing sharing) =>
        sharing switch
        {
            Sharing.Private => "private",
            Sharing.Shared => "shared",
        };

    private static string Of(MirrorStage stage) =>
        stage switch
        {
            MirrorStage.None => "none",
            MirrorStage.Deferred => "deferred",
            MirrorStage.Live => "live",
            MirrorStage.Closing => "closing",
        };

    private static string Of(RemapFlags flags) =>
        flags switch
        {
            Spec.RemapFlags.None => "none",
            Spec.RemapFlags.MayMove => "maymove",
            Spec.RemapFlags.Fixed => "fixed",
            Spec.RemapFlags.MayMoveFixed => "maymove+fixed",
            Spec.RemapFlags.DontUnmap => "dontunmap",
            Spec.RemapFlags.MayMoveDontUnmap => "maymove+dontunmap",
            Spec.RemapFlags.FixedDontUnmap => "fixed+dontunmap",
            Spec.RemapFlags.MayMoveFixedDontUnmap => "maymove+fixed+dontunmap",
            _ => throw new ArgumentOutOfRangeException(nameof(flags), flags, "There are no such flags."),
        };

    private static string Of(Advice advice) =>
        advice switch
        {
            Advice.Free => "free",
            Advice.Cold => "cold",
            Advice.PageOut => "pageout",
            Advice.DontFork => "dontfork",
            Advice.DoFork => "dofork",
            Advice.WipeOnFork => "wipeonfork",
            Advice.KeepOnFork => "keeponfork",
            Advice.Remove => "remove",
        };
}
