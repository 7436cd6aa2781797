using HmmSpec.Spec;

namespace HmmSpec.Tests.Text;

/// <summary>The text form of operations.</summary>
public sealed class OperationTextTests
{
    private static readonly Dictionary<string, Operation> Examples = new()
    {
        { "map p0 0+4 read-write", new Map(0, new(0, 4), Protection.ReadWrite) },
        { "unmap p0 0+4", new Unmap(0, new(0, 4)) },
        { "protect p1 2+1 none", new Protect(1, new(2, 1), Protection.None) },
        { "dontneed p0 0+4", new DontNeed(0, new(0, 4)) },
        { "load p0 3", new Load(0, 3) },
        { "store p0 3 18446744073709551615", new Store(0, 3, ulong.MaxValue) },
        { "fork p0 p1", new Fork(0, 1) },
        { "exit p1", new Exit(1) },
        { "swap-out p0 3", new SwapOut(0, 3) },
        { "compact p1 2", new Compact(1, 2) },
        { "pin p1 2 0", new Pin(1, 2, 0) },
        { "unpin 3", new Unpin(3) },
        { "attach d0 4 direct", new Attach(0, 4, DmaKind.Direct, 0) },
        { "attach d0 4 direct 6", new Attach(0, 4, DmaKind.Direct, 6) },
        { "attach d0 4 iommu 0", new Attach(0, 4, DmaKind.Iommu, 0) },
        { "register p0 d0 0+8", new Register(0, 0, new(0, 8)) },
        { "unregister p0 d0", new Unregister(0, 0) },
        { "range-fault p0 d0 0+4", new RangeFault(0, 0, new(0, 4), Request.None, Request.None, []) },
        {
            "range-fault p0 d0 0+4 default=fault mask=fault+write pages=fault,none,write,fault+write",
            new RangeFault(
                0,
                0,
                new(0, 4),
                Request.Fault,
                Request.FaultWrite,
                [Request.Fault, Request.None, Request.Write, Request.FaultWrite]
            )
        },
        { "device-load p0 d0 0+2", new DeviceLoad(0, 0, new(0, 2)) },
        { "device-store p0 d1 0+2 9", new DeviceStore(0, 1, new(0, 2), 9) },
        { "snapshot p0 d0 0+4", new Snapshot(0, 0, new(0, 4)) },
        { "migrate-to-device p0 d0 0+4", new MigrateToDevice(0, 0, new(0, 4)) },
        { "migrate-to-system p0 d0 0+4", new MigrateToSystem(0, 0, new(0, 4)) },
        { "evict d0 2", new Evict(0, 2) },
        { "detach d1", new Detach(1) },
        { "lose d0", new Lose(0) },
        { "fail-update p1 d0", new FailUpdate(1, 0) },
        { "make-exclusive p0 d1 0+4", new MakeExclusive(0, 1, new(0, 4)) },
        { "device-atomic p0 d1 3 5", new DeviceAtomic(0, 1, 3, 5) },
        { "mlock p0 1+2", new Mlock(0, new(1, 2)) },
        { "munlock p1 0+4", new Munlock(1, new(0, 4)) },
        { "advise p0 1+2 pageout", new Advise(0, new PageRange(1, 2), Advice.PageOut) },
        { "remap p0 1+2 3 maymove+fixed 5", new Remap(0, new PageRange(1, 2), 3, RemapFlags.MayMoveFixed, 5) },
        { "map-file p0 0+4 read f1 2 shared", new MapFile(0, new(0, 4), Protection.Read, 1, 2, Sharing.Shared) },
        { "write-back f0 0+2", new WriteBack(0, new(0, 2)) },
        { "drop-cache f1 1+1", new DropCache(1, new(1, 1)) },
        { "truncate f0 3", new Truncate(0, 3) },
        { "punch-hole f0 0+2", new PunchHole(0, new(0, 2)) },
        { "load p-1 -2147483648", new Load(-1, int.MinValue) },
        { "unmap p2147483647 -3+-5", new Unmap(int.MaxValue, new(-3, -5)) },
    };

    public static TheoryData<string, Operation> Forms
    {
        get
        {
            TheoryData<string, Operation> forms = [];
            foreach ((string text, Operation operation) in Examples)
            {
                forms.Add(text, operation);
            }

            return forms;
        }
    }

    public static TheoryData<string, int, string> Mistakes { get; } =
        new()
        {
            { "", 1, "The line ends where an operation was expected." },
            { "mpa p0 0+4 read", 1, Verb("mpa") + "; did you mean \"map\"?" },
            { "range_fault p0 d0 0+4", 1, Verb("range_fault") + "; did you mean \"range-fault\"?" },
            { "migrate p0 d0 0+4", 1, Verb("migrate") + "; did you mean \"migrate-to-device\"?" },
            { "xyzzy", 1, Verb("xyzzy") + "." },
            { "map", 4, "The line ends where a process such as p0 was expected." },
            { "  map p0   ", 9, "The line ends where a range START+COUNT such as 0+4 was expected." },
            { "map 0 0+4 read", 5, "\"0\" stands where a process such as p0 was expected." },
            { "map d0 0+4 read", 5, "\"d0\" stands where a process such as p0 was expected." },
            { "map p 0+4 read", 5, "\"p\" stands where a process such as p0 was expected." },
            { "map p0 0-4 read", 8, "\"0-4\" stands where a range START+COUNT such as 0+4 was expected." },
            { "map p0 0+ read", 8, "\"0+\" stands where a range START+COUNT such as 0+4 was expected." },
            {
                "map p0 0+4 reed",
                12,
                "\"reed\" stands where rights (none, read or read-write) was expected; did you mean \"read\"?"
            },
            { "map p0 0+4 read 7", 17, "\"7\" stands where the end of the line was expected." },
            { "load p0 3x", 9, "\"3x\" stands where a page number was expected." },
            { "load p0 +3", 9, "\"+3\" stands where a page number was expected." },
            {
                "load p0 2147483648",
                9,
                "\"2147483648\" stands where a number from -2147483648 to 2147483647 was expected."
            },
            {
                "unmap p0 0+9999999999",
                12,
                "\"9999999999\" stands where a number from -2147483648 to 2147483647 was expected."
            },
            { "store p0 3 -1", 12, "\"-1\" stands where a value such as 17 or 0x11 was expected." },
            {
                "store p0 3 18446744073709551616",
                12,
                "\"18446744073709551616\" stands where a value of 64 bits, at most 18446744073709551615, was expected."
            },
            { "attach d0 4 iommu", 18, "The line ends where the size of the IOVA space was expected." },
            { "range-fault p0 d0 0+4 default", 23, "\"default\" stands where default=, mask= or pages= was expected." },
            { "store p0 3 0x1\0", 12, "\"0x1\\u0000\" stands where a value such as 17 or 0x11 was expected." },
            { "range-fault p0 d0 0+4 default=fault default=none", 37, "\"default\" gives the request a second time." },
            { "range-fault p0 d0 0+4 pages= pages=fault", 30, "\"pages\" gives the pages a second time." },
            { "range-fault p0 d0 0+4 mask=fault mask=write", 34, "\"mask\" gives the mask a second time." },
            {
                "range-fault p0 d0 0+4 pages=fault,,write",
                35,
                "Nothing stands where a request (none, fault, write or fault+write) was expected."
            },
            {
                "range-fault p0 d0 0+4 pages=fault,",
                35,
                "Nothing stands where a request (none, fault, write or fault+write) was expected."
            },
            { "load p0 \u0007", 9, "\"\\u0007\" stands where a page number was expected." },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_operation_has_one_form(string text, Operation operation)
    {
        Assert.Equal(text, OperationText.Format(operation));
        Assert.True(OperationText.TryParse(text, out Operation? read, out _));
        Assert.Equal(operation, read);
    }

    [Fact]
    public void The_examples_show_every_verb() =>
        Assert.Empty(Verbs.All.Except(Examples.Keys.Select(static text => text.Split(' ')[0])));

    [Theory]
    [InlineData(" \tload   p0\t3  ", "load p0 3")]
    [InlineData("store p0 3 0x11", "store p0 3 17")]
    [InlineData("store p0 3 0xFFFFffffFFFFffff", "store p0 3 18446744073709551615")]
    [InlineData("load p007 03", "load p7 3")]
    [InlineData("range-fault p0 d0 0+4 pages=fault default=none", "range-fault p0 d0 0+4 pages=fault")]
    public void Other_spellings_are_read_too(string text, string form)
    {
        Assert.True(OperationText.TryParse(text, out Operation? read, out _));
        Assert.Equal(form, OperationText.Format(read));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_explained_where_it_is(string text, int column, string message)
    {
        Assert.False(OperationText.TryParse(text, out Operation? read, out TextError? error));
        Assert.Null(read);
        Assert.Equal(new TextError(column, message), error);
    }

    [TextProperty]
    public void What_is_written_is_read_as_it_was(Operation operation)
    {
        Assert.True(OperationText.TryParse(OperationText.Format(operation), out Operation? read, out _));
        Assert.Equal(operation, read);
    }

    [TextProperty]
    public void Whatever_is_read_there_is_an_operation_or_an_error_within_the_line(Garbled garbled)
    {
        bool good = OperationText.TryParse(garbled.Text, out Operation? read, out TextError? error);
        Assert.Equal(good, read is not null);
        Assert.Equal(good, error is null);
        Assert.True(good || (error!.Column >= 1 && error.Column <= garbled.Text.Length + 1));
    }

    private static string Verb(string found) =>
        $"\"{found}\" stands where an operation ({Spelling.List(Verbs.All)}) was expected";
}
