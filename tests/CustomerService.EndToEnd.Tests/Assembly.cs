using Xunit.Sdk;
using Xunit.v3;

// Each class has processes of its own; side by side they would measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
