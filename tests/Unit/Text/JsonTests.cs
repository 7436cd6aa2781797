using System.Text.Json;
using HmmSpec.Protocol;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Text;

/// <summary>The JSON form of operations, outcomes and events.</summary>
public sealed class JsonTests
{
    [Theory]
    [InlineData(
        "device-store p0 d1 0+2 9",
        """{"op":"device-store","process":0,"device":1,"start":0,"count":2,"value":"9"}"""
    )]
    [InlineData("map p0 0+4 read", """{"op":"map","process":0,"start":0,"count":4,"protection":"read"}""")]
    [InlineData("load p0 3", """{"op":"load","process":0,"page":3}""")]
    [InlineData("fork p0 p1", """{"op":"fork","process":0,"child":1}""")]
    [InlineData("attach d0 4 direct", """{"op":"attach","device":0,"capacity":4,"dma":"direct"}""")]
    [InlineData("attach d0 4 iommu 6", """{"op":"attach","device":0,"capacity":4,"dma":"iommu","iovas":6}""")]
    [InlineData(
        "range-fault p0 d0 0+2 default=fault pages=none,fault+write",
        """{"op":"range-fault","process":0,"device":0,"start":0,"count":2,"default":"fault","pages":["none","fault+write"]}"""
    )]
    [InlineData("evict d0 2", """{"op":"evict","device":0,"count":2}""")]
    public void An_operation_is_an_object(string text, string json)
    {
        Assert.True(OperationText.TryParse(text, out Operation? operation, out _));
        Assert.Equal(json, OperationJson.Format(operation));
    }

    [Fact]
    public void An_outcome_is_an_object() =>
        Assert.Equal(
            """{"status":"ok","value":"7","faults":1,"values":["1"],"pages":["device-read"]}""",
            OutcomeJson.Format(new Outcome(Status.Ok, 7, 1, [1], [PageResult.DeviceRead]))
        );

    [Fact]
    public void An_event_is_an_object() =>
        Assert.Equal(
            """{"phase":"start","kind":"protection-vma","process":0,"start":0,"count":4}""",
            EventJson.Format(new Event(EventPhase.Start, EventKind.ProtectionVma, 0, new(0, 4), -1, -1))
        );

    [TextProperty]
    public void An_operation_is_read_as_it_was_written(Operation operation)
    {
        Assert.True(OperationJson.TryParse(OperationJson.Format(operation), out Operation? read, out _));
        Assert.Equal(operation, read);
    }

    [TextProperty]
    public void An_outcome_is_read_as_it_was_written(Outcome outcome)
    {
        Assert.True(OutcomeJson.TryParse(OutcomeJson.Format(outcome), out Outcome read, out _));
        Assert.Equal(outcome, read);
    }

    [TextProperty]
    public void An_event_is_read_as_it_was_written(Event happened)
    {
        Assert.True(EventJson.TryParse(EventJson.Format(happened), out Event read, out _));
        Assert.Equal(happened, read);
    }

    [Fact]
    public void Order_and_unknown_members_do_not_matter()
    {
        string json = """{"page":3,"comment":"?","process":0,"op":"load"}""";
        Assert.True(OperationJson.TryParse(json, out Operation? read, out _));
        Assert.Equal(new Load(0, 3), read);
    }

    [Theory]
    [InlineData("[]", "[] stands where an object was expected.")]
    [InlineData("""{"process":0}""", "The object has no \"op\"; expected the name of an operation.")]
    [InlineData("""{"op":7}""", "\"op\" is 7; expected the name of an operation.")]
    [InlineData("""{"op":"lod"}""", "There is no operation \"lod\"; did you mean \"load\"?")]
    [InlineData("""{"op":"load","process":0}""", "The object has no \"page\"; expected a whole number.")]
    [InlineData(
        """{"op":"load","process":0,"page":1.5}""",
        "\"page\" is 1.5; expected a whole number from -2147483648 to 2147483647."
    )]
    [InlineData(
        """{"op":"load","process":"0","page":1}""",
        "\"process\" is \"0\"; expected a whole number from -2147483648 to 2147483647."
    )]
    [InlineData(
        """{"op":"store","process":0,"page":1,"value":7}""",
        "\"value\" is 7; expected a string with an unsigned number of 64 bits, such as \"17\"."
    )]
    [InlineData(
        """{"op":"map","process":0,"start":0,"count":1,"protection":"rw"}""",
        "\"protection\" is \"rw\"; expected rights (none, read or read-write)."
    )]
    [InlineData(
        """{"op":"range-fault","process":0,"device":0,"start":0,"count":1,"pages":"fault"}""",
        "\"pages\" is \"fault\"; expected a list."
    )]
    [InlineData("""{"op":"\uD800"}""", "The object has a string that is no Unicode text.")]
    public void A_mistake_is_explained(string json, string message)
    {
        Assert.False(OperationJson.TryParse(json, out _, out string? error));
        Assert.Equal(message, error);
    }

    [Fact]
    public void What_is_no_JSON_is_an_error()
    {
        Assert.False(OperationJson.TryParse("{", out _, out string? error));
        Assert.StartsWith("This is no JSON: ", error, StringComparison.Ordinal);
        Assert.False(OperationJson.TryRead(default(JsonElement), out _, out error));
        Assert.Equal("Nothing stands where an object was expected.", error);
    }

    [TextProperty]
    public void Nothing_that_is_read_throws(Garbled garbled)
    {
        Assert.Equal(OperationJson.TryParse(garbled.Text, out _, out string? error), error is null);
        Assert.Equal(OutcomeJson.TryParse(garbled.Text, out _, out error), error is null);
        Assert.Equal(EventJson.TryParse(garbled.Text, out _, out error), error is null);
    }
}
