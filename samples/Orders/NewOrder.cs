namespace Orders;

internal sealed record NewOrder(string Item, int Quantity);
