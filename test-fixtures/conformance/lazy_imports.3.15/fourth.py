print("fourth runs")
lazy from third import thing as late
lazy import first as late2
def function(): return late2.number, late
def again():
    global late2
    lazies = {}
    exec('lazy import second as late2', globals())
    late2.number = late2.value
