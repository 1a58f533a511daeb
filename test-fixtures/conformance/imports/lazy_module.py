print('lazy module runs')
value = 'lazy value'
