namespace HmmSpec.Exploration.Core;

/// <summary>An operation on a page.</summary>
/// <param name="Verb">What.</param>
/// <param name="Device">The device, where there is one.</param>
/// <param name="Value">The value, where there is one.</param>
internal sealed record CoreOperation(CoreVerb Verb, int Device = 0, int Value = 0)
{
    /// <summary>All operations on a page, in order.</summary>
    public static IReadOnlyList<CoreOperation> All(int devices) =>
        [.. Enum.GetValues<CoreVerb>().SelectMany(verb => Instances(verb, devices))];

    /// <summary>The operation on a page as people write it.</summary>
    public string Name(int page) =>
        Verb switch
        {
            CoreVerb.Store => $"Store({page},{Value})",
            CoreVerb.DevStore => $"DevStore({Device},{page},{Value})",
            _ when HasDevice(Verb) => $"{Verb}({Device},{page})",
            _ => $"{Verb}({page})",
        };

    private static IEnumerable<CoreOperation> Instances(CoreVerb verb, int devices)
    {
        int values = verb is CoreVerb.Store or CoreVerb.DevStore ? 2 : 1;
        return from device in Enumerable.Range(0, HasDevice(verb) ? devices : 1)
            from value in Enumerable.Range(0, values)
            select new CoreOperation(verb, device, value);
    }

    private static bool HasDevice(CoreVerb verb) =>
        verb
            is CoreVerb.DevRead
                or CoreVerb.DevWrite
                or CoreVerb.DevStore
                or CoreVerb.Migrate
                or CoreVerb.Evict
                or CoreVerb.MakeExcl;
}
