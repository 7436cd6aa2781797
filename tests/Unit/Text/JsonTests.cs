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
}
