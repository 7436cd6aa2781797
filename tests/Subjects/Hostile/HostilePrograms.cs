namespace HmmSpec.Subjects.Hostile;

/// <summary>All hostile programs. A table: how each has to end stands here and nowhere else.</summary>
internal static class HostilePrograms
{
    private const string Conforms = "conforms";
    private const string Diverges = "diverges";
    private const string Inconclusive = "inconclusive";
    private const string None = "none";

    public static IReadOnlyList<HostileProgram> All { get; } =
    [
        new("exits-at-start", None, 69, "ends with exit code 0 before its hello", Endings.Honestly)
        {
            Start = static _ => Environment.Exit(0),
        },
        new("fails-at-start", None, 69, "ends with exit code 7 before its hello", Endings.Honestly)
        {
            Start = static _ => Endings.FailToStart(),
        },
        new("hangs-at-hello", None, 69, "never says hello", Endings.HangAtHello),
        new("error-at-hello", None, 69, "answers hello with an error", Replies.ErrorAtHello),
        new("other-version", None, 69, "picks a version that was not offered", Replies.OtherVersion),
        new("no-capabilities", None, 3, "says hello without capabilities", Replies.NoCapabilities),
        new("no-operations", Inconclusive, 2, "declares no operation, so nothing is run", Replies.NoOperations),
        new("exits-at-store", Diverges, 1, "ends with exit code 7 in any batch with a store", Endings.ExitAtStore),
        new("aborts-at-store", Diverges, 1, "ends by SIGABRT in any batch with a store", Endings.AbortAtStore),
        new("killed-at-store", Diverges, 1, "ends by SIGKILL in any batch with a store", Endings.KillItselfAtStore),
        new("hangs-at-store", Diverges, 1, "never answers a batch with a store", Endings.HangAtStore),
        new("exits-once", Inconclusive, 2, "ends in its first batch, and not again", Endings.ExitAtFirstRunOnce)
        {
            Arguments = ["NEW-FILE"],
        },
        new("late", Conforms, 0, "answers its third request late by so many seconds", Endings.AnswerLate)
        {
            Arguments = ["2"],
        },
        new("lingers", Conforms, 0, "goes on after its last reply; it must be ended", Endings.Linger),
        new("closes-input", Diverges, 1, "closes its standard input in its first batch, and hangs", Endings.CloseInput),
        new("closes-output", Diverges, 1, "closes its standard output in its first batch", Endings.CloseOutput),
        new("half-line", None, 3, "ends in the middle of a line", Endings.ExitInLine),
        new("half-line-hangs", None, 3, "hangs in the middle of a line", Endings.HangInLine),
        new("children", Conforms, 0, "leaves two sleeps of so many seconds behind; both must end", Endings.Honestly)
        {
            Arguments = ["300"],
            Start = Floods.StartChildren,
        },
        new("floods-error", Conforms, 0, "writes 4 MiB to standard error at each of 8 requests", Floods.FloodError),
        new("endless-line", None, 3, "writes a line without end", Floods.EndlessLine),
        new("endless-replies", None, 3, "writes its reply again and again, without end", Floods.EndlessReplies),
        new("longest-line", Conforms, 0, "writes lines of 1 MiB, the line feed not counted", Floods.LongestAllowedLine),
        new("line-too-long", None, 3, "writes a line of 1 MiB and a byte", Floods.LineTooLongByOne),
        new("trickles", Conforms, 0, "writes its first replies byte by byte", Floods.Trickle),
        new("invalid-utf8", None, 3, "writes a string that is no UTF-8", Lines.InvalidUtf8),
        new("byte-order-mark", None, 3, "begins with a byte order mark", Lines.ByteOrderMark),
        new("carriage-returns", Conforms, 0, "ends its lines with CR and LF", Lines.CarriageReturns),
        new("pretty", None, 3, "spreads its JSON over several lines", Lines.Pretty),
        new("empty-lines", None, 3, "writes an empty line before each reply", Lines.EmptyLines),
        new("greets", None, 3, "writes a sentence before its hello", Endings.Honestly) { Start = Lines.Greet },
        new("not-json", None, 3, "writes single quotes for double ones", Lines.NotJson),
        new("huge-number", None, 3, "counts 10^32 faults", Lines.HugeNumber),
        new("deep-nesting", None, 3, "nests lists a hundred deep, in a member that nobody knows", Lines.DeepNesting),
        new("unknown-members", Conforms, 0, "writes members that nobody knows", Lines.UnknownMembers),
        new("wrong-id", None, 3, "replies to a run with the next id", Replies.WrongId),
        new("no-id", None, 3, "replies to a run without an id", Replies.NoId),
        new("wrong-type", None, 3, "replies to a run with ready", Replies.WrongType),
        new("extra-result", None, 3, "has a result more than there are operations", Replies.ExtraResult),
        new("too-few-results", None, 3, "leaves the last result out", Replies.TooFewResults),
        new("replies-twice", None, 3, "writes each reply to a run twice", Replies.Twice),
        new("unknown-word", None, 3, "has a status that is no errno, no signal and no word", Replies.UnknownWord),
        new("no-state", None, 3, "declares the level state, and its results have none", Replies.NoState)
        {
            Options = ["--observe", "state"],
        },
        new("no-touched", None, 3, "declares the level touched, and shows no page", Replies.NoTouched),
        new("error-at-reset", None, 3, "answers reset with an error", Replies.ErrorAtReset),
        new("error-at-observe", None, 3, "declares the level state, and cannot observe", Replies.ErrorAtObserve),
        new("always-fault", None, 3, "answers everything with fault", Replies.AlwaysFault),
        new("always-unknown", Inconclusive, 2, "answers everything with unknown", Replies.AlwaysUnknown),
        new("always-busy", Diverges, 1, "answers everything with EBUSY", Replies.AlwaysBusy),
        new("boasts", Inconclusive, 2, "declares operations that it answers with unsupported", Endings.Honestly)
        {
            Implementation = static () => new Boaster(),
        },
        new("ignores-reset", Diverges, 1, "goes on in the state of the run before", Endings.Honestly)
        {
            Implementation = static () => new ResetIgnorer(),
        },
        new("flaky-2", Diverges, 1, "delivers one wrong value in every second run", Endings.Honestly)
        {
            Implementation = static () => new Flake(2),
        },
        new("flaky-3", Diverges, 1, "delivers one wrong value in every third run", Endings.Honestly)
        {
            Implementation = static () => new Flake(3),
        },
    ];
}
