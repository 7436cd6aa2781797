namespace HmmSpec.Mutation;

/// <summary>
/// What the names of an implementation say of the roles of its members. An operator asks for the words of the field in
/// them and not for whole names, so that it finds its places in sources that it has not seen before too.
/// </summary>
internal static class Vocabulary
{
    private static readonly (CallRole Role, string[] Words)[] Calls =
    [
        (CallRole.Hint, ["Touch"]),
        (CallRole.Record, ["Record", "Report", "Trace", "Log"]),
        (CallRole.Close, ["Close", "End", "Finish"]),
        (CallRole.Notify, ["Notify", "Tell", "Window", "Update", "Announce", "Callback"]),
        (CallRole.Invalidate, ["Flush", "Drop", "Silence", "Invalidate", "Zap", "Poison"]),
        (
            CallRole.Release,
            [
                "Put",
                "Release",
                "Return",
                "Free",
                "Unmap",
                "Unsubscribe",
                "Unlock",
                "Remove",
                "Forget",
                "Trim",
                "Clear",
                "Unpin",
            ]
        ),
        (CallRole.Pass, ["Pass", "Dirty", "Mark", "Copy", "Move"]),
    ];

    private static readonly (GuardRole Role, string[] Words)[] Guards =
    [
        (GuardRole.Pin, ["Pins", "Pinned", "Pin"]),
        (GuardRole.Count, ["References", "Mappings", "Count", "Capacity", "Free"]),
        (GuardRole.Owner, ["Owner", "Own", "Mine", "Device", "Keeps"]),
        (
            GuardRole.Permission,
            ["Writable", "Write", "write", "writable", "Protection", "protection", "Allows", "Read", "Shared"]
        ),
        (GuardRole.Record, ["Dirty", "Young", "Lazy", "Lazily", "Slot", "Cached"]),
        (GuardRole.Liveness, ["Live", "Alive", "Attached", "Sequence", "Locked", "Fails"]),
        (
            GuardRole.Kind,
            ["Kind", "Present", "Mapped", "Empty", "Hole", "File", "Zero", "Backing", "Exclusive", "Private"]
        ),
    ];

    /// <summary>What a call is for, by the name of the method.</summary>
    public static CallRole RoleOfCall(string name)
    {
        HashSet<string> words = [.. WordsOf(name)];
        return Calls.FirstOrDefault(entry => entry.Words.Any(words.Contains)).Role;
    }

    /// <summary>What a condition is about, by the names in it.</summary>
    public static GuardRole RoleOfGuard(IEnumerable<string> names)
    {
        HashSet<string> words = [.. names.SelectMany(WordsOf)];
        return Guards.FirstOrDefault(entry => entry.Words.Any(words.Contains)).Role;
    }

    /// <summary>The words of a name: <c>IsToMove</c> has Is, To and Move.</summary>
    public static IEnumerable<string> WordsOf(string name)
    {
        int start = 0;
        for (int index = 1; index <= name.Length; index++)
        {
            if (index == name.Length || char.IsUpper(name[index]))
            {
                yield return name[start..index].Trim('_');
                start = index;
            }
        }
    }
}

/// <summary>What a call is for.</summary>
internal enum CallRole
{
    /// <summary>Something else.</summary>
    Other,

    /// <summary>It tells a checker where to look first, as IMachine.Touched does: no rule is about it.</summary>
    Hint,

    /// <summary>It records what was done, for observers.</summary>
    Record,

    /// <summary>It ends what another began.</summary>
    Close,

    /// <summary>It tells mirrors.</summary>
    Notify,

    /// <summary>It takes translations away.</summary>
    Invalidate,

    /// <summary>It gives something back.</summary>
    Release,

    /// <summary>It carries content or a bit from one place to another.</summary>
    Pass,
}

/// <summary>What a condition is about.</summary>
internal enum GuardRole
{
    /// <summary>Something else.</summary>
    Other,

    /// <summary>Pins.</summary>
    Pin,

    /// <summary>How many of something there are.</summary>
    Count,

    /// <summary>Whose something is.</summary>
    Owner,

    /// <summary>What may be done to a page.</summary>
    Permission,

    /// <summary>Dirty and accessed bits, slots: what is remembered of a page.</summary>
    Record,

    /// <summary>Whether something is still there.</summary>
    Liveness,

    /// <summary>What an entry is.</summary>
    Kind,
}
